using System.Text;

namespace RlQuery.Core;

/// <summary>Writes files atomically: beside their target, flushed to the disk, then moved into place.</summary>
/// <remarks>
/// A program killed at any moment leaves the old file or the new one. What it was writing stays behind as <c>NAME.tmp</c>, which the
/// next write replaces; so one target has one writer at a time.
/// </remarks>
public static class AtomicFile
{
    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">The target; its folder is made where it does not exist.</param>
    /// <param name="write">Writes the content. When it throws, the target stays as it was.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string fresh = target + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(fresh, target, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">The whole content.</param>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The target.</param>
    /// <param name="text">The whole content.</param>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
