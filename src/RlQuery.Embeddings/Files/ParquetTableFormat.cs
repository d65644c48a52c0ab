using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Embeddings.Files;

/// <summary>Apache Parquet: named columns of numbers, truth values, dates and texts.</summary>
internal sealed class ParquetTableFormat : ITableFormat
{
    public string Name => "parquet";

    public string Description => "Apache Parquet, without nested columns";

    public IReadOnlyList<string> Extensions { get; } = [".parquet"];

    public Table Read(TableFile file, string? target)
    {
        using var source = ParquetColumns.Open(file);
        return ColumnReading.ToTable(source);
    }

    public Dataset? TryReadDataset(TableFile file, DatasetReaderOptions options)
    {
        using var source = ParquetColumns.Open(file);
        return ColumnReading.TryReadDataset(source, options);
    }
}
