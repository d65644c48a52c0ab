namespace RlQuery.Core.Data;

/// <summary>A file's cells before encoding: columns of text, with the line of each row.</summary>
/// <param name="Name">Short name: the file name without its extension.</param>
/// <param name="Source">The file.</param>
/// <param name="Columns">Columns of equal length.</param>
/// <param name="Lines">The 1-based line of the file on which each row begins.</param>
public sealed record Table(string Name, string Source, IReadOnlyList<TableColumn> Columns, IReadOnlyList<int> Lines)
{
    /// <summary>What a person should know of how the file was read, a line each, such as a first line that was taken for a header.</summary>
    /// <value>Default: none; nothing had to be decided.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the first row of the file was taken for the names of the columns.</summary>
    /// <value>Default: null; the format leaves no choice.</value>
    public bool? Header { get; init; }

    /// <summary>Number of rows.</summary>
    public int Rows => Lines.Count;
}
