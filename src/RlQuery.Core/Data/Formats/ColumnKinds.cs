using System.Text.RegularExpressions;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Infers the kind of a column from its cells.</summary>
/// <remarks>
/// <para>Numeric if every non-missing cell is a number. If a single cell, or at most one in twenty, is text among at least three numbers, the column is meant
/// to be numeric and those cells are faults. Dates by the same rule, if all are of one <see cref="DateForm"/>.</para>
/// <para>Images if every cell has the extension of an image file. Text if cells have three words or more on average, and more than 64 values or mostly unique
/// ones. Otherwise every distinct text is a category.</para>
/// </remarks>
internal static partial class ColumnKinds
{
    private const double MostText = 0.05;
    private const int FewestNumbers = 3;

    public static TableColumn Resolve(TableColumn column, IReadOnlyList<int> lines, FaultList faults)
    {
        if (column.Kind is not (ColumnKind.Unknown or ColumnKind.Numeric))
        {
            return column.Kind == ColumnKind.Date ? DateCells.Resolve(column, lines, faults) : column;
        }
        int numbers = 0;
        int texts = 0;
        int notFinite = 0;
        foreach (string? cell in column.Cells)
        {
            _ = cell is null ? 0 : CellText.Classify(cell, out _) switch
            {
                CellKind.Number => numbers++,
                CellKind.NotFinite => notFinite++,
                _ => texts++,
            };
        }
        bool declared = column.Kind == ColumnKind.Numeric;
        int numeric = numbers + notFinite;
        bool meant = texts <= Math.Max(1, MostText * (texts + numeric)) && numeric >= FewestNumbers;
        if (!declared && texts > 0 && !meant)
        {
            if (column.Cells.All(cell => cell is null || CellText.IsNumber(cell) || NumberWithComma().IsMatch(cell)))
            {
                string odd = column.Cells.First(cell => cell is not null && NumberWithComma().IsMatch(cell))!;
                faults.Add($"column {column.Name}: numbers with a comma, such as {CellText.Show(odd)}; write a decimal point, and nothing between thousands");
            }
            return TextCells.AreImages(column) ? column with { Kind = ColumnKind.Image }
                : DateCells.Resolve(column, lines, faults) is { Kind: ColumnKind.Date } dates ? dates
                : column with { Kind = TextCells.AreTexts(column) ? ColumnKind.Text : ColumnKind.Categorical };
        }
        if (texts + notFinite > 0)
        {
            AddFaults(column, lines, faults);
        }
        return column with { Kind = ColumnKind.Numeric };
    }

    private static void AddFaults(TableColumn column, IReadOnlyList<int> lines, FaultList faults)
    {
        for (int row = 0; row < column.Cells.Length; row++)
        {
            if (column.Cells[row] is { } cell && CellText.FaultOf(cell, out _) is { } fault)
            {
                faults.Add(lines[row], column.Name, fault);
            }
        }
    }

    [GeneratedRegex(@"^[+-]?(\d+,\d+|\d{1,3}(,\d{3})+(\.\d+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithComma();
}
