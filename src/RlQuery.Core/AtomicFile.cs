using System.Text;

namespace RlQuery.Core;

/// <summary>Writes files atomically: beside their target, flushed to the disk, then moved into place.</summary>
/// <remarks>
/// A program killed at any moment leaves the old file or the new one. What it was writing has a random name of its own, <c>.NAME.rlquery-....tmp</c>, which the
/// next write of the same target clears away; so several may write at once, and the last one stays. A file is never more open to others than the one it
/// replaces, than its folder, and than what it is said to be made from.
/// </remarks>
public static class AtomicFile
{
    private const int MostAttempts = 100;

    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">The target; its folder is made where it does not exist.</param>
    /// <param name="write">Writes the content. When it throws, the target stays as it was.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    /// <exception cref="IOException">It cannot be written; the message names the target.</exception>
    public static void Write(string path, Action<Stream> write, UnixFileMode most = FileModes.Any)
    {
        using FileStream stream = Replace(path, write, most, HeldFile.Share);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    /// <exception cref="IOException">It cannot be written; the message names the target.</exception>
    public static void Write(string path, byte[] content, UnixFileMode most = FileModes.Any) => Write(path, stream => stream.Write(content), most);

    /// <summary>Writes text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The target.</param>
    /// <param name="text">The whole content.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    /// <exception cref="IOException">It cannot be written; the message names the target.</exception>
    public static void WriteText(string path, string text, UnixFileMode most = FileModes.Any) => Write(path, Encoding.UTF8.GetBytes(text), most);

    /// <summary>Begins a file that grows: its beginning is there whole or not at all, and the stream adds to it.</summary>
    /// <param name="path">The target.</param>
    /// <param name="begin">Writes the beginning.</param>
    internal static FileStream Begin(string path, Action<Stream> begin) => Replace(path, begin, FileModes.Any, FileShare.Read | FileShare.Delete);

    private static FileStream Replace(string path, Action<Stream> write, UnixFileMode most, FileShare share)
    {
        string target = Path.GetFullPath(path);
        FileStream? stream = null;
        try
        {
            stream = Create(target, most, share);
            write(stream);
            stream.Flush(flushToDisk: true);
            File.Move(stream.Name, target, overwrite: true);
            return stream;
        }
        catch (Exception failure)
        {
            string? fresh = stream?.Name;
            Discard(stream);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path}: cannot be written: {Reason(failure.Message, fresh, target)}", failure);
            }
            throw;
        }
    }

    // What another process sweeps away between its making and its being held is made again.
    private static FileStream Create(string target, UnixFileMode most, FileShare share)
    {
        string folder = Path.GetDirectoryName(target) ?? target;
        if (!Directory.Exists(folder))
        {
            FileModes.CreateFolder(folder, most);
        }
        TemporaryName.SweepFiles(folder, TemporaryName.StemOf(Path.GetFileName(target)));
        most &= FileModes.Of(folder, target);
        for (int attempt = 0; ; attempt++)
        {
            string fresh = TemporaryName.Beside(target);
            try
            {
                FileStream stream = FileModes.CreateFile(fresh, most, FileAccess.Write, share);
                if (File.Exists(fresh) || attempt == MostAttempts)
                {
                    return stream;
                }
                stream.Dispose();
            }
            catch (IOException failure) when (attempt < MostAttempts && (HeldFile.IsMeant(failure) || File.Exists(fresh)))
            {
                // Held by who is about to sweep it away, or one of that name was there.
            }
        }
    }

    private static void Discard(FileStream? stream)
    {
        if (stream is null)
        {
            return;
        }
        File.Delete(stream.Name);
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // What it still had to write does not fit on the disk either.
        }
    }

    // The system names the file that was to become the target.
    private static string Reason(string message, string? fresh, string target) => fresh is null
        ? message
        : message.Replace($" : '{fresh}'", "", StringComparison.Ordinal).Replace(fresh, target, StringComparison.Ordinal);
}
