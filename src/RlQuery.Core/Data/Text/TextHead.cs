using System.IO.Compression;

namespace RlQuery.Core.Data.Text;

/// <summary>Reads the beginning of a text file, to see what it holds.</summary>
internal static class TextHead
{
    private const int Letters = 1 << 16;

    /// <summary>The first lines; empty where the file cannot be read, of which its reader will tell.</summary>
    /// <param name="path">The file; unpacked where its name ends in .gz.</param>
    public static string Read(string path)
    {
        try
        {
            if (!new FileInfo(path).Exists)
            {
                return "";
            }
            using FileStream file = File.OpenRead(path);
            bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using var reader = new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file);
            char[] letters = new char[Letters];
            return new string(letters, 0, reader.ReadBlock(letters));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return "";
        }
    }
}
