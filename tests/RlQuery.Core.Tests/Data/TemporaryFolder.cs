using System.IO.Compression;
using System.Text;

namespace RlQuery.Core.Tests.Data;

/// <summary>A folder of files for one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rlquery-data-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes text, gzipped where the name ends in .gz, and gives the path.</summary>
    public string Write(string name, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return WriteBytes(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(bytes) : bytes);
    }

    public string WriteBytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
