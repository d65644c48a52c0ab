using System.Text.RegularExpressions;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Infers the kind of a column from its cells.</summary>
/// <remarks>
/// <para>Numeric if every non-missing cell is a number. If a single cell, or at most one in twenty, is text among at least three numbers, the column is meant
/// to be numeric and those cells are faults. Dates by the same rule, if all are of one <see cref="DateForm"/>.</para>
/// <para>A column with more text than that is refused if it is a measurement: at least half its cells are numbers with many values, and the others are a few
/// words, or numbers with something around them, such as <c>&lt;0.1</c>. As categories, they would lose the order of the numbers.</para>
/// <para>Images if every cell has the extension of an image file. Text if cells have three words or more on average (two if nearly all cells differ), and more
/// than 64 values or mostly unique ones. Otherwise every distinct text is a category.</para>
/// </remarks>
internal static partial class ColumnKinds
{
    private const double MostText = 0.05;
    private const int FewestNumbers = 3;

    /// <summary>Fewer different whole numbers may be codes of categories.</summary>
    private const int MostCodes = 20;

    /// <summary>More different texts are codes of their own, such as the numbers of tickets.</summary>
    private const int MostWords = 20;
    private const int ShownTexts = 5;

    public static TableColumn Resolve(TableColumn column, IReadOnlyList<int> lines, FaultList faults)
    {
        if (column.Kind is not (ColumnKind.Unknown or ColumnKind.Numeric))
        {
            return column.Kind == ColumnKind.Date ? DateCells.Resolve(column, lines, faults) : column;
        }
        column = column.WithPoints();
        CellTally tally = column.Held is { } held ? CellTally.Of(held) : column.Numbers?.Tally ?? CellTally.Of(column.Cells);
        int texts = tally.Texts;
        bool declared = column.Kind == ColumnKind.Numeric;
        int numeric = tally.Numbers + tally.NotFinite;
        bool meant = texts <= Math.Max(1, MostText * (texts + numeric)) && numeric >= FewestNumbers;
        if (!declared && texts > 0 && !meant)
        {
            if (column.Cells.All(cell => cell is null || CellText.IsNumber(cell) || NumberWithComma().IsMatch(cell)))
            {
                string odd = column.Cells.First(cell => cell is not null && NumberWithComma().IsMatch(cell))!;
                faults.Add($"column {column.Name}: numbers with a comma, such as {CellText.Show(odd)}; write a decimal point, and nothing between thousands");
            }
            if (numeric >= FewestNumbers && MeasurementFault(column, numeric, texts) is string fault)
            {
                faults.Add(fault);
            }
            return TextCells.AreImages(column) ? column with { Kind = ColumnKind.Image }
                : DateCells.Resolve(column, lines, faults) is { Kind: ColumnKind.Date } dates ? dates
                : column with { Kind = TextCells.AreTexts(column) ? ColumnKind.Text : ColumnKind.Categorical };
        }
        if (texts + tally.NotFinite > 0)
        {
            AddFaults(column, lines, faults);
        }
        return column with { Kind = ColumnKind.Numeric };
    }

    private static string? MeasurementFault(TableColumn column, int numbers, int texts)
    {
        string[] cells = [.. column.Cells.OfType<string>()];
        string[] values = [.. cells.Where(CellText.IsNumber).Distinct(StringComparer.Ordinal)];
        KeyValuePair<string, int>[] odd =
        [
            .. cells.Where(cell => !CellText.IsNumber(cell)).CountBy(cell => cell)
                .OrderByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal),
        ];
        bool isMeasured = numbers >= texts && (values.Length > MostCodes || values.Any(value => value.Contains('.', StringComparison.Ordinal)));
        if (!isMeasured || (odd.Length > MostWords && !odd.All(text => NumberWithSigns().IsMatch(text.Key))))
        {
            return null;
        }
        string shown = string.Join(", ", odd.Take(ShownTexts).Select(text => $"{CellText.Show(text.Key)} ({text.Value})"));
        string more = odd.Length > ShownTexts ? $" and {odd.Length - ShownTexts} others" : "";
        return $"column {column.Name}: {numbers} numbers and {texts} cells that are none: {shown}{more}; write numbers or leave the cells empty, "
            + "or say in a schema (--schema) what is \"missing\", or that the column is a \"category\"";
    }

    private static void AddFaults(TableColumn column, IReadOnlyList<int> lines, FaultList faults)
    {
        string?[] cells = column.Cells;
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells[row] is { } cell && CellText.FaultOf(cell, out _) is { } fault)
            {
                faults.Add(lines[row], column.Name, fault);
            }
        }
    }

    [GeneratedRegex(@"^[^\p{L}\d]{0,3}\s?\d+([.,]\d+)?\s?[^\d]{0,8}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NumberWithSigns();

    [GeneratedRegex(@"^[+-]?(\d+,\d+|\d{1,3}(,\d{3})+(\.\d+)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NumberWithComma();
}
