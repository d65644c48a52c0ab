using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>CSV, or TSV, whose separator is the tab.</summary>
/// <param name="name">Its name, which is the extension that says so.</param>
/// <param name="description">What it is.</param>
/// <param name="tabs">Whether the separator is known to be the tab.</param>
/// <param name="others">Extensions of files that may hold anything.</param>
internal sealed class DelimitedFormat(string name, string description, bool tabs, params string[] others) : ITableFormat
{
    public string Name => name;

    public string Description => description;

    public IReadOnlyList<string> Extensions { get; } = ["." + name, .. others];

    public bool Recognizes(string beginning) => !LibsvmFormat.IsBeginning(beginning) && !ArffTableFormat.IsBeginning(beginning);

    public Table Read(TableFile file, string? target)
    {
        string[] notes = NotesOnExtension(file);
        Table table = InvalidInputException.After(notes, () => CsvFormat.Read(file, file.ReadText(), tabs, target));
        return table with { Notes = [.. notes, .. table.Notes] };
    }

    // A long file of plain numbers is read without holding its text.
    public Dataset? TryReadDataset(TableFile file, DatasetReaderOptions options)
    {
        string[] notes = NotesOnExtension(file);
        return options is { Kind: TargetKind.Class, Schema: null }
            && InvalidInputException.After(notes, () => NumericCsv.TryRead(file, tabs, options.Target)) is { } data
            ? data.WithNotes([.. notes, .. data.Notes]) : null;
    }

    private string[] NotesOnExtension(TableFile file) => others.FirstOrDefault(other => TableFormats.Unpacked(file.Path)
        .EndsWith(other, StringComparison.OrdinalIgnoreCase)) is { } extension ? [$"{file.Path}: read as CSV, since {extension} files may hold anything"] : [];
}
