namespace RlQuery.Core.Data.Formats;

/// <summary>ARFF, whose attributes say what columns are.</summary>
internal sealed class ArffTableFormat : ITableFormat
{
    public string Name => "arff";

    public string Description => "Weka's attribute-relation file format";

    public IReadOnlyList<string> Extensions { get; } = [".arff"];

    public Table Read(TableFile file, string? target) => ArffFormat.Read(file.Name, file.Path, file.ReadText());
}
