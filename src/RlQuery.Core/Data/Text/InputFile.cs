namespace RlQuery.Core.Data.Text;

/// <summary>Files that are named to be read: regular ones alone, since pipes and devices block, or never end.</summary>
/// <remarks>Standard input, under its name <c>/dev/stdin</c>, may be a pipe.</remarks>
internal static class InputFile
{
    /// <summary>
    /// The budget of memory for reading: 512 MB of bytes, from which a text of twice as much is made. Larger files, and files that unpack to more, are refused
    /// before that much of them is held, so that reading a file stays below 2 GB until its cells are made.
    /// </summary>
    public const int MostBytes = 1 << 29;

    private const string StandardInput = "/dev/stdin";

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">Missing, a folder, no regular file, unreadable or too large.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            if (path == StandardInput)
            {
                using FileStream stream = File.OpenRead(path);
                return BoundedStream.ReadToEnd(stream, MostBytes) ?? throw TooLarge(path);
            }
            return Require(path) > MostBytes ? throw TooLarge(path) : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Reads the text of a file that this library wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">As <see cref="ReadBytes"/>.</exception>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path)));
        return reader.ReadToEnd();
    }

    /// <summary>Reads a whole file, unpacking it where its name ends in .gz.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">Missing, a folder, no regular file, unreadable, damaged or too large.</exception>
    public static byte[] ReadUnpacked(string path)
    {
        byte[] bytes = ReadBytes(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || bytes.Length == 0)
        {
            return bytes;
        }
        try
        {
            return Gzip.Unpack(bytes, MostBytes) ?? throw TooLarge(path);
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException($"{path}: the gzip file is damaged or cut short");
        }
    }

    /// <summary>Refuses what is no regular file before it is opened; one that is missing is left to whoever opens it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="InvalidInputException">A folder, empty, or no regular file.</exception>
    public static long Require(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidInputException($"{path}: no such file; a name cannot hold the letter NUL");
        }
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path}: a folder; name a file");
        }
        long? length = LengthOf(path);
        // A pipe and a device have no length.
        return length == 0 ? throw new InvalidInputException($"{path}: the file is empty, or a pipe or a device, which is not read") : length ?? 0;
    }

    /// <summary>Whether there is a regular file that is not empty.</summary>
    /// <param name="path">The file.</param>
    public static bool IsRegular(string path) => LengthOf(path) > 0;

    /// <summary>What is said of a file that is larger than what is read.</summary>
    /// <param name="path">The file.</param>
    public static InvalidInputException TooLarge(string path) => new($"{path}: too large; at most {MostBytes} bytes are read, unpacked ones included");

    /// <summary>What is said of a file that the system does not give.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">Why.</param>
    public static InvalidInputException Unreadable(string path, Exception failure) => new($"{path}: cannot be read: {failure.Message}");

    /// <summary>The length of a regular file in bytes; of a link, of what it leads to.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where there is none; of a pipe and a device 0.</returns>
    public static long? LengthOf(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }
        try
        {
            var file = new FileInfo(Path.GetFullPath(path));
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? file.Length : null;
        }
        catch (IOException)
        {
            // A link that leads to itself.
            return null;
        }
    }
}
