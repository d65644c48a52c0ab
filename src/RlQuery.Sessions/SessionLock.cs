using RlQuery.Core;

namespace RlQuery.Sessions;

/// <summary>Lets only one process use a session at a time; the system releases the lock when the process ends, however it ends.</summary>
internal sealed class SessionLock : IDisposable
{
    public const string FileName = "session.lock";

    private readonly FileStream _stream;
    private readonly bool _isNew;
    private bool _isKept;

    private SessionLock(FileStream stream, bool isNew)
    {
        _stream = stream;
        _isNew = isNew;
    }

    /// <param name="folder">Folder of the session; it exists.</param>
    /// <param name="most">Who may read the file at most, where it is made.</param>
    /// <exception cref="InvalidInputException">Another process has it, or the folder cannot be written to.</exception>
    public static SessionLock Take(string folder, UnixFileMode most)
    {
        string path = Path.Combine(folder, FileName);
        bool isNew = !File.Exists(path);
        try
        {
            return new SessionLock(
                isNew
                    ? FileModes.CreateFile(path, most, FileAccess.ReadWrite, HeldFile.Share)
                    : new FileStream(path, FileMode.Open, FileAccess.ReadWrite, HeldFile.Share),
                isNew);
        }
        catch (IOException held) when (HeldFile.IsMeant(held))
        {
            throw new InvalidInputException($"session: {folder} is in use by another process; end that one first");
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new InvalidInputException($"session: {folder} cannot be written to; a session needs to write into its folder");
        }
    }

    /// <summary>The session is ours: the file stays.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        if (_isNew && !_isKept)
        {
            File.Delete(_stream.Name);
        }
        _stream.Dispose();
    }
}
