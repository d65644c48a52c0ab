using System.Security.Cryptography;

namespace RlQuery.Core.Streams.Live;

/// <summary>The folder of a live stream: its settings, the log of all lines that were taken, and now and then a snapshot of the state.</summary>
/// <remarks>
/// A line is in the log before it is answered. What a killed run left is the snapshot and the log behind it, of which a last line without an end is dropped: it
/// was never answered. Snapshots are taken at fixed numbers of lines, so the same lines give the same bytes, stopped or not.
/// </remarks>
internal sealed class LiveFolder : IDisposable
{
    public const string SettingsName = "stream.json";

    private const string LogName = "log.jsonl";
    private const string SnapshotName = "snapshot.bin";
    private const int Header = sizeof(long) + SHA256.HashSizeInBytes;

    private readonly string _snapshot;
    private readonly FileStream _log;

    private LiveFolder(string folder, FileStream log) => (_snapshot, _log) = (Path.Combine(folder, SnapshotName), log);

    /// <summary>Opens a folder, or makes it.</summary>
    /// <exception cref="InvalidInputException">It was begun with other settings, or holds other files.</exception>
    public static LiveFolder Open(string folder, LiveSettings settings)
    {
        string known = Path.Combine(folder, SettingsName);
        string lines = Path.Combine(folder, LogName);
        if (File.Exists(known))
        {
            string[] differences = [.. settings.Differences(folder, File.ReadAllText(known))];
            if (differences.Length > 0)
            {
                throw new InvalidInputException(differences);
            }
            if (!File.Exists(lines))
            {
                throw new InvalidInputException($"{lines}: is missing, and the stream was begun; put it back, or name a new folder");
            }
        }
        else if (File.Exists(folder) || (Directory.Exists(folder) && !IsBegun(folder, lines)))
        {
            throw new InvalidInputException($"state: {folder} exists, and is no folder of a stream; name a new folder");
        }
        else
        {
            // The log comes first, so that settings without a log are one that was lost.
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(lines, []);
            AtomicFile.WriteText(known, settings.Text());
        }
        var log = new FileStream(lines, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        return new LiveFolder(folder, log);
    }

    /// <summary>Reads the snapshot, and gives the lines of the log behind it.</summary>
    /// <param name="state">Receives the snapshot; it starts where there is none.</param>
    /// <exception cref="InvalidInputException">The snapshot or the log is damaged.</exception>
    public IEnumerable<byte[]> Restore(LiveState state)
    {
        _log.Position = ReadSnapshot(state);
        byte[] rest = new byte[_log.Length - _log.Position];
        _log.ReadExactly(rest);
        int end = Array.LastIndexOf(rest, (byte)'\n') + 1;
        _log.SetLength(_log.Length - rest.Length + end);
        _log.Position = _log.Length;
        for (int start = 0; start < end;)
        {
            int next = Array.IndexOf(rest, (byte)'\n', start);
            yield return rest[start..next];
            start = next + 1;
        }
    }

    /// <summary>Adds a line to the log.</summary>
    /// <param name="line">The line, with its end.</param>
    public void Append(ReadOnlySpan<byte> line) => _log.Write(line);

    /// <summary>Writes a snapshot of the state behind the log.</summary>
    public void Snapshot(LiveState state)
    {
        using var memory = new MemoryStream();
        memory.Write(new byte[Header]);
        var writer = StreamState.Write(memory);
        state.Exchange(writer);
        writer.End();
        byte[] bytes = memory.ToArray();
        BitConverter.TryWriteBytes(bytes, _log.Position);
        SHA256.HashData(bytes.AsSpan(Header), bytes.AsSpan(sizeof(long)));
        AtomicFile.Write(_snapshot, bytes);
    }

    /// <summary>The fault of a line of the log that cannot be taken again.</summary>
    public InvalidInputException Damaged(string why) => new($"{_log.Name}: is damaged: {why}; name a new folder, or put back the log as it was");

    public void Dispose() => _log.Dispose();

    // Empty, or all that a run has made which was killed as it began.
    private static bool IsBegun(string folder, string log) =>
        Directory.EnumerateFileSystemEntries(folder).All(entry => entry == log && File.Exists(entry) && new FileInfo(entry).Length == 0);

    private long ReadSnapshot(LiveState state)
    {
        if (!File.Exists(_snapshot))
        {
            state.Start();
            return 0;
        }
        byte[] bytes = File.ReadAllBytes(_snapshot);
        if (bytes.Length < Header || !SHA256.HashData(bytes.AsSpan(Header)).AsSpan().SequenceEqual(bytes.AsSpan(sizeof(long), SHA256.HashSizeInBytes)))
        {
            throw new InvalidInputException($"{_snapshot}: is damaged; remove it, and the log is read from its beginning");
        }
        long read = BitConverter.ToInt64(bytes);
        if (read < 0 || read > _log.Length)
        {
            throw new InvalidInputException(
                $"{_log.Name}: has {_log.Length} bytes, and {_snapshot} was taken behind {read}; put back the log as it was, or name a new folder");
        }
        state.Exchange(StreamState.Read(new MemoryStream(bytes, Header, bytes.Length - Header)));
        return read;
    }
}
