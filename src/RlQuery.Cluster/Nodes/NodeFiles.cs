using RlQuery.Core;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Nodes;

/// <summary>The files that a node was sent, by their hashes, in a folder of the process. Thread-safe.</summary>
/// <param name="folder">The folder; it exists.</param>
internal sealed class NodeFiles(string folder)
{
    /// <summary>The largest file.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>The most that the folder holds; beyond it what was used longest ago is deleted.</summary>
    private const long MostTogether = 8L << 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Length, long Used)> _files = [];
    private readonly Dictionary<(string Session, string Hash), long> _arriving = [];
    private long _clock;

    /// <summary>Those of some files that are not here.</summary>
    public string[] FindMissing(IEnumerable<string> hashes)
    {
        lock (_gate)
        {
            return [.. hashes.Distinct().Where(hash => !_files.ContainsKey(hash))];
        }
    }

    /// <summary>Receives a piece of a file.</summary>
    /// <returns>Why it cannot be kept; null where it can.</returns>
    public string? Store(string session, string hash, long length, long offset, byte[] piece)
    {
        if (!IsHash(hash) || !IsName(session) || length is < 0 or > MostBytes || offset < 0 || offset + piece.Length > length)
        {
            return $"a file of {length} bytes is not allowed; use 0..{MostBytes}";
        }
        lock (_gate)
        {
            if (_files.ContainsKey(hash))
            {
                return null;
            }
            try
            {
                return Append(session, hash, length, offset, piece);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _arriving.Remove((session, hash));
                return $"a file of {length} bytes cannot be kept in {folder}: {failure.Message}";
            }
        }
    }

    /// <summary>The content of a file.</summary>
    /// <param name="hash">Its hash.</param>
    /// <exception cref="InvalidInputException">It is not here, or is damaged.</exception>
    public byte[] Read(string hash)
    {
        lock (_gate)
        {
            if (!IsHash(hash) || !_files.TryGetValue(hash, out (long Length, long Used) file))
            {
                throw new InvalidInputException("a file of the parcel is not here");
            }
            _files[hash] = (file.Length, ++_clock);
            byte[] content = File.ReadAllBytes(PathOf(hash));
            return ParcelFile.HashOf(content) == hash ? content : throw new InvalidInputException("a file of the parcel was damaged on the disk");
        }
    }

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    private static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(char.IsAsciiLetterOrDigit);

    private string PathOf(string hash) => Path.Combine(folder, hash);

    private string? Append(string session, string hash, long length, long offset, byte[] piece)
    {
        string path = Path.Combine(folder, $"{hash}.{session}");
        long there = _arriving.GetValueOrDefault((session, hash));
        if (offset > there)
        {
            return "a piece of a file is missing";
        }
        if (offset == 0)
        {
            MakeRoom(length);
        }
        // A piece that is sent again, since the answer to it was lost, is written again.
        using (var stream = new FileStream(path, offset == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write))
        {
            stream.Position = offset;
            stream.Write(piece);
        }
        _arriving[(session, hash)] = offset + piece.Length;
        if (offset + piece.Length < length)
        {
            return null;
        }
        _arriving.Remove((session, hash));
        if (ParcelFile.HashOf(File.ReadAllBytes(path)) != hash)
        {
            File.Delete(path);
            return "a file was damaged on its way";
        }
        File.Move(path, PathOf(hash), overwrite: true);
        _files[hash] = (length, ++_clock);
        return null;
    }

    private void MakeRoom(long length)
    {
        long held = _files.Values.Sum(file => file.Length);
        foreach ((string hash, (long own, _)) in _files.OrderBy(file => file.Value.Used).ToArray())
        {
            if (held + length <= MostTogether)
            {
                return;
            }
            File.Delete(PathOf(hash));
            _files.Remove(hash);
            held -= own;
        }
    }
}
