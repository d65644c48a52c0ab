namespace RlQuery.Core.Data.Formats;

/// <summary>CSV, or TSV, whose separator is the tab.</summary>
internal sealed class DelimitedFormat(string name, string description, bool tabs) : ITableFormat
{
    public string Name => name;

    public string Description => description;

    public IReadOnlyList<string> Extensions { get; } = ["." + name];

    public Table Read(TableFile file, string? target) => CsvFormat.Read(file.Name, file.Path, file.ReadText(), tabs, target);

    // A long file of plain numbers is read without holding its text.
    public Dataset? TryReadDataset(TableFile file, DatasetReaderOptions options) =>
        options is { Kind: TargetKind.Class, Schema: null } ? NumericCsv.TryRead(file.Name, file.Path, tabs, options.Target) : null;
}
