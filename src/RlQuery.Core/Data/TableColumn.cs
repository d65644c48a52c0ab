namespace RlQuery.Core.Data;

/// <summary>One column of a <see cref="Table"/>.</summary>
/// <param name="Name">As in the header; <c>x0</c>, <c>x1</c>, ... in a file without one.</param>
/// <param name="Kind">The kind of the cells. A featurizer never gets <see cref="ColumnKind.Unknown"/> or <see cref="ColumnKind.Ignored"/>.</param>
/// <param name="Cells">The trimmed text of each row, null where it is missing.</param>
public sealed record TableColumn(string Name, ColumnKind Kind, string?[] Cells)
{
    /// <summary>How the dates of a <see cref="ColumnKind.Date"/> column are written.</summary>
    /// <value>Default: null, in a column of another kind, or where the cells decide. A featurizer always gets a format.</value>
    public DateForm? DateForm { get; init; }

    /// <summary>Number of rows whose cell is missing.</summary>
    public int CountMissing() => Cells.Count(cell => cell is null);
}
