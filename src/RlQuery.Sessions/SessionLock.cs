using RlQuery.Core;

namespace RlQuery.Sessions;

/// <summary>Lets only one process use a session at a time; the system releases the lock when the process ends, however it ends.</summary>
internal sealed class SessionLock : IDisposable
{
    public const string FileName = "session.lock";

    // The error codes of a file in use: EWOULDBLOCK, and ERROR_SHARING_VIOLATION.
    private const int UnixHeld = 11;
    private const int MacHeld = 35;
    private const int WindowsHeld = unchecked((int)0x80070020);

    private readonly FileStream _stream;
    private readonly bool _isNew;
    private bool _isKept;

    private SessionLock(FileStream stream, bool isNew)
    {
        _stream = stream;
        _isNew = isNew;
    }

    /// <param name="folder">Folder of the session; it exists.</param>
    /// <exception cref="InvalidInputException">Another process uses it, or the folder cannot be written to.</exception>
    public static SessionLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        bool isNew = !File.Exists(path);
        try
        {
            return new SessionLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), isNew);
        }
        catch (IOException held) when (held.HResult is UnixHeld or MacHeld or WindowsHeld)
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
