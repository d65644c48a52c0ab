namespace RlQuery.Core.Data.Formats;

/// <summary>ARFF, whose attributes say what columns are.</summary>
internal sealed class ArffTableFormat : ITableFormat
{
    public string Name => "arff";

    public string Description => "Weka's attribute-relation file format";

    public IReadOnlyList<string> Extensions { get; } = [".arff", ".dat"];

    public bool Recognizes(string beginning) => IsBeginning(beginning);

    /// <summary>Whether the first line that is no comment is a declaration.</summary>
    public static bool IsBeginning(string beginning) =>
        beginning.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '%') is { } line
        && (line.StartsWith("@relation", StringComparison.OrdinalIgnoreCase) || line.StartsWith("@attribute", StringComparison.OrdinalIgnoreCase));

    public Table Read(TableFile file, string? target) => ArffFormat.Read(file.Name, file.Path, file.ReadText());
}
