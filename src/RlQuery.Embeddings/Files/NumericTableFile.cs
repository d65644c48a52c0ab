using System.IO.Compression;
using RlQuery.Core;

namespace RlQuery.Embeddings.Files;

/// <summary>Writes tables that were made numeric. The extension of the file says how.</summary>
public static class NumericTableFile
{
    private static readonly Dictionary<string, Action<Stream, NumericTable, CancellationToken>> Writers = new()
    {
        [".csv"] = CsvWriter.Write,
        [".csv.gz"] = (stream, table, cancellation) =>
        {
            using var packed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            CsvWriter.Write(packed, table, cancellation);
        },
        [".parquet"] = ParquetFileWriter.Write,
        [NumPy] = NpyWriter.Write,
    };

    private const string NumPy = ".npy";

    /// <summary>The extensions that are known.</summary>
    public static IReadOnlyCollection<string> Extensions => Writers.Keys;

    /// <summary>What is wrong with the name of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A line; null where nothing is.</returns>
    public static string? FaultOf(string path) => ExtensionOf(path) is not null ? null
        : $"{path} is not allowed; name a {string.Join(", ", Writers.Keys.SkipLast(1))} or {Writers.Keys.Last()} file";

    /// <summary>Whether a file has the target beside the features. NumPy's has not: its numbers are all of one type.</summary>
    /// <param name="path">The file.</param>
    public static bool HoldsTarget(string path) => ExtensionOf(path) != NumPy;

    /// <summary>Writes a file atomically.</summary>
    /// <param name="path">The file, of one of the <see cref="Extensions"/>.</param>
    /// <param name="table">The table.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    /// <param name="cancellation">Ends the writing; then there is no file.</param>
    /// <exception cref="InvalidInputException">The extension is not known.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(string path, NumericTable table, UnixFileMode most = FileModes.Any, CancellationToken cancellation = default)
    {
        string extension = ExtensionOf(path) ?? throw new InvalidInputException(FaultOf(path)!);
        AtomicFile.Write(path, stream => Writers[extension](stream, table, cancellation), most);
    }

    private static string? ExtensionOf(string path) => Writers.Keys.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
