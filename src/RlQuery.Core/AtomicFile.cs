namespace RlQuery.Core;

/// <summary>Files that are either there in full or not there: written beside their target, then moved into place.</summary>
public static class AtomicFile
{
    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">The target; its folder exists.</param>
    /// <param name="content">All bytes of the file.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            // The name must never point at a file whose bytes a power cut could still take away.
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
