using Microsoft.Win32.SafeHandles;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>
/// <c>episodes.journal</c>: the settings of a run and, at once when it ends, every episode, so that a run that is killed loses only the episodes that were
/// being played.
/// </summary>
/// <remarks>
/// A line for the settings and one for each episode, each behind a checksum of its own (<see cref="JournalLine"/>). A line is written to the operating system
/// in one piece before the next episode counts as done, so it survives the process. Every <see cref="FlushEvery"/> lines it is flushed to disk, which nobody
/// waits for, since workers may send thousands a second: a power failure loses at most that many, and those that came during a flush. Several threads may
/// append at once. Only one run may have a journal open.
/// </remarks>
internal sealed class EpisodeJournal : IDisposable
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "episodes.journal";

    private const int FlushEvery = 64;

    private readonly string _path;
    private readonly EvaluationSettings _settings;
    private readonly Shard _shard;
    private readonly UnixFileMode _most;
    private readonly Lock _gate = new();
    private FileStream? _stream;
    private Task _flushed = Task.CompletedTask;
    private int _appended;

    /// <summary>Opens a journal to append to. A missing one is created with its first episode.</summary>
    /// <param name="path">The file; if it exists, it must have these settings and this shard.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="shard">Which part of the grid.</param>
    /// <param name="most">Who may read it at most.</param>
    /// <exception cref="InvalidInputException">Another run has it open.</exception>
    public EpisodeJournal(string path, EvaluationSettings settings, Shard shard, UnixFileMode most = FileModes.Any)
    {
        (_path, _settings, _shard, _most) = (path, settings, shard, most);
        if (File.Exists(path))
        {
            _stream = Open();
            CutTornTail(_stream);
        }
    }

    /// <summary>Whether there is anything in it.</summary>
    public bool Exists => _stream is not null;

    /// <summary>Writes a whole journal.</summary>
    /// <param name="path">The target.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="shard">Which part of the grid.</param>
    /// <param name="outcomes">The episodes, in order.</param>
    /// <param name="most">Who may read it at most.</param>
    public static void Write(
        string path, EvaluationSettings settings, Shard shard, IEnumerable<EpisodeOutcome> outcomes, UnixFileMode most = FileModes.Any) =>
        AtomicFile.Write(path, stream =>
        {
            stream.Write(JournalLine.Of(settings, shard));
            foreach (EpisodeOutcome outcome in outcomes)
            {
                stream.Write(JournalLine.Of(outcome));
            }
        }, most);

    /// <summary>Adds an episode.</summary>
    /// <param name="outcome">What came of it.</param>
    public void Append(EpisodeOutcome outcome)
    {
        byte[] line = JournalLine.Of(outcome);
        lock (_gate)
        {
            if (_stream is null)
            {
                Write(_path, _settings, _shard, [], _most);
                _stream = Open();
                _stream.Seek(0, SeekOrigin.End);
            }
            _stream.Write(line);
            _stream.Flush(flushToDisk: false);
            if (++_appended >= FlushEvery && _flushed.IsCompleted)
            {
                // A disk that refused the last one refuses this line too.
                _flushed.GetAwaiter().GetResult();
                _appended = 0;
                SafeFileHandle file = _stream.SafeFileHandle;
                _flushed = Task.Run(() => RandomAccess.FlushToDisk(file));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _flushed.GetAwaiter().GetResult();
            _stream?.Flush(flushToDisk: true);
        }
        finally
        {
            _stream?.Dispose();
        }
    }

    private FileStream Open()
    {
        try
        {
            // Alone first: another run would be refused. Then others may read, to watch the run.
            new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException held) when (HeldFile.IsMeant(held))
        {
            throw new InvalidInputException($"{_path}: another run is writing it; let it end, or stop it first");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw InputFile.Unreadable(_path, denied);
        }
    }

    // Removes what a killed run was writing, or the next line would be lost with it.
    private static void CutTornTail(FileStream stream)
    {
        long end = stream.Length;
        while (end > 0)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n')
            {
                break;
            }
            end--;
        }
        stream.SetLength(end);
        stream.Seek(0, SeekOrigin.End);
    }
}
