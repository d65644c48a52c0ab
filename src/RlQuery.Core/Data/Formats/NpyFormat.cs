namespace RlQuery.Core.Data.Formats;

/// <summary>NumPy's file of one array: columns of numbers without names.</summary>
internal sealed class NpyFormat : ITableFormat
{
    public string Name => "npy";

    public string Description => "NumPy's array of numbers, of one or two dimensions";

    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    public Table Read(TableFile file, string? target) => ColumnReading.ToTable(NpyFile.Load(file));

    public Dataset? TryReadDataset(TableFile file, DatasetReaderOptions options) => ColumnReading.TryReadDataset(NpyFile.Load(file), options);
}
