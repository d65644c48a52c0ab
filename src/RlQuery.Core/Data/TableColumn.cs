using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>One column of a <see cref="Table"/>.</summary>
/// <param name="Name">As in the header; <c>x0</c>, <c>x1</c>, ... in a file without one.</param>
/// <param name="Kind">The kind of the cells. A featurizer never gets <see cref="ColumnKind.Unknown"/> or <see cref="ColumnKind.Ignored"/>.</param>
/// <param name="Cells">The trimmed text of each row, null where it is missing.</param>
public sealed record TableColumn(string Name, ColumnKind Kind, string?[] Cells)
{
    private readonly string?[] _cells = Cells;

    /// <summary>The trimmed text of each row, null where it is missing. The array is not to be changed.</summary>
    /// <remarks>A file of numbers has its texts made each time: of single rows, ask <see cref="CellOf"/>.</remarks>
    public string?[] Cells
    {
        get => Held?.ToArray() ?? _cells;
        init
        {
            _cells = value;
            Numbers = null;
            Held = null;
        }
    }

    /// <summary>The cells of a column that its file holds as numbers; null where they are texts.</summary>
    internal NumberCells? Held { get; init; }

    /// <summary>A column that its file holds as numbers.</summary>
    internal static TableColumn OfNumbers(string name, NumberCells cells) => new(name, ColumnKind.Numeric, []) { Held = cells };

    /// <summary>The trimmed text of a row, null where it is missing.</summary>
    /// <param name="row">0-based row.</param>
    public string? CellOf(int row) => Held is { } held ? held[row] : _cells[row];

    /// <summary>The numbers of the cells, where they were parsed before.</summary>
    internal ColumnNumbers? Numbers { get; init; }

    /// <summary>How the dates of a <see cref="ColumnKind.Date"/> column are written.</summary>
    /// <value>Default: null, in a column of another kind, or where the cells decide. A featurizer always gets a format.</value>
    public DateForm? DateForm { get; init; }

    /// <summary>Name of the encoder of a <see cref="ColumnKind.Text"/> or <see cref="ColumnKind.Image"/> column.</summary>
    /// <value>Default: null; the featurizer chooses.</value>
    public string? Encoder { get; init; }

    /// <summary>Values that the file declares, whether they occur or not; of a target they are classes.</summary>
    /// <value>Default: none; the cells decide.</value>
    public IReadOnlyList<string> DeclaredValues { get; init; } = [];

    /// <summary>Whether numbers have a comma in place of a point, as in <c>1,5</c>; a featurizer gets them with a point.</summary>
    /// <value>Default: false.</value>
    public bool DecimalComma { get; init; }

    /// <summary>The header's cell as it stands in the file.</summary>
    /// <value>Default: null, where it is the name, or there is no header.</value>
    public string? Heading { get; init; }

    /// <summary>The text of each row as it stands in the file, its quotes taken off; null where it is that of <see cref="Cells"/>.</summary>
    /// <value>Default: null; no cell has blanks around it, or another spelling of missing than none at all.</value>
    public IReadOnlyList<string?>? Raw { get; init; }

    /// <summary>The text of a row as it stands in the file, its quotes taken off: what an export writes.</summary>
    /// <param name="row">0-based row.</param>
    public string RawOf(int row) => Raw?[row] ?? CellOf(row) ?? "";

    /// <summary>The same column with what its cells look like in the file; what looks like its cell is not kept twice.</summary>
    /// <param name="texts">As many as there are rows.</param>
    internal TableColumn WithRaw(IEnumerable<string> texts)
    {
        string?[] raw = [.. texts.Select((text, row) => text == (Cells[row] ?? "") ? null : text)];
        return Array.TrueForAll(raw, text => text is null) ? this : this with { Raw = raw };
    }

    /// <summary>The same column with decimal points.</summary>
    internal TableColumn WithPoints() => DecimalComma
        ? this with { Cells = [.. Cells.Select(cell => cell is null ? null : Text.DecimalComma.Point(cell))], DecimalComma = false } : this;

    /// <summary>Whether any row has none.</summary>
    internal bool HasMissing => Held is { } held ? held.CountMissing() > 0 : _cells.Contains(null);

    /// <summary>Number of rows whose cell is missing.</summary>
    public int CountMissing() => Held?.CountMissing() ?? _cells.Count(cell => cell is null);
}
