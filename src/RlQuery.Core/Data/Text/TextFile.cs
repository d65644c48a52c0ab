using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Reads a whole text file, unpacking gzip, with a clear line for everything that can be wrong with it.</summary>
internal static class TextFile
{
    /// <summary>Larger files are refused.</summary>
    public const int MostBytes = 1 << 30;

    /// <exception cref="InvalidInputException">Missing, a folder, unreadable, damaged, too large, binary or empty.</exception>
    public static string Read(string path)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && bytes.Length > 0 ? Gzip.Unpack(bytes, MostBytes) : bytes;
            using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true));
            string text = bytes.Length > MostBytes ? throw TooLarge(path) : reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidInputException($"{path}: holds binary data; a text file is needed")
                : string.IsNullOrWhiteSpace(text) ? throw new InvalidInputException($"{path}: the file is empty")
                : text;
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException($"{path}: the gzip file is damaged or cut short");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInputException($"{path}: not UTF-8 text; save it as UTF-8");
        }
    }

    /// <exception cref="InvalidInputException">Missing, a folder, unreadable or too large.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes } ? throw TooLarge(path) : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(Directory.Exists(path) ? $"{path}: a folder; name a file" : $"{path}: cannot be read: {e.Message}");
        }
    }

    private static InvalidInputException TooLarge(string path) => new($"{path}: too large; at most {MostBytes} bytes are read");
}
