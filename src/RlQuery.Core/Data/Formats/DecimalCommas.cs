using System.Text.RegularExpressions;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Finds numbers with a decimal comma, as spreadsheets of many countries write them: with semicolons between cells, or in quotes.</summary>
/// <remarks>
/// <para>A column has them if at least half of its cells are whole numbers or numbers with a single comma, and none has a point or several commas.</para>
/// <para>Three digits behind every comma may be thousands: then one cell of any such column has to tell, as <c>1,5</c> and <c>0,125</c> do. In a file that
/// has numbers with a point, too, nobody knows which of them is meant, and nothing is decided.</para>
/// </remarks>
internal static partial class DecimalCommas
{
    /// <summary>The same columns, marked where they have decimal commas.</summary>
    /// <param name="columns">All columns of a file.</param>
    public static TableColumn[] Mark(TableColumn[] columns)
    {
        bool[] marked = [.. columns.Select(Has)];
        if (!marked.Contains(true))
        {
            return columns;
        }
        bool isClear = columns.Where((_, i) => marked[i]).Any(column => column.Cells.Any(cell => cell is not null && IsClear(cell)));
        bool isMixed = columns.Where((_, i) => !marked[i]).Any(HasPoints);
        return isClear && !isMixed ? [.. columns.Select((column, i) => marked[i] ? column with { DecimalComma = true } : column)] : columns;
    }

    /// <summary>Records in which numbers with a comma look like others, to find a header above them.</summary>
    public static List<CsvRecord> Pointed(List<CsvRecord> records) => !records.Exists(HasComma) ? records
        : records.ConvertAll(record => HasComma(record) ? record with { Cells = Array.ConvertAll(record.Cells, DecimalComma.Point) } : record);

    /// <summary>What is said of such columns.</summary>
    /// <param name="columns">Those that are read as numbers.</param>
    public static string? Note(IReadOnlyList<TableColumn> columns)
    {
        if (columns.Count == 0)
        {
            return null;
        }
        string shown = CellText.Show(columns[0].Cells.First(cell => cell is not null && DecimalComma.Is(cell))!);
        string more = columns.Count == 1 ? "" : $" and {columns.Count - 1} more";
        return $"column {CellText.OneLine(columns[0].Name)}{more}: the comma of {shown} is read as a decimal point";
    }

    /// <summary>Whether the only commas in records are those of numbers.</summary>
    public static bool AreAll(List<CsvRecord> records) => records.Exists(HasComma)
        && records.TrueForAll(record => Array.TrueForAll(record.Cells, cell => !cell.Contains(',', StringComparison.Ordinal) || DecimalComma.Is(cell)));

    private static bool HasComma(CsvRecord record) => Array.Exists(record.Cells, cell => cell.Contains(',', StringComparison.Ordinal));

    private static bool Has(TableColumn column)
    {
        // Where every cell was parsed as a number, none has a comma.
        if (column.Numbers?.Tally.Texts == 0 || !Array.Exists(column.Cells, cell => cell?.Contains(',', StringComparison.Ordinal) ?? false))
        {
            return false;
        }
        int commas = 0;
        int wholes = 0;
        int others = 0;
        foreach (string cell in column.Cells.OfType<string>())
        {
            bool comma = DecimalComma.Is(cell);
            if (!comma && (HasPoint(cell) || SeveralCommas().IsMatch(cell)))
            {
                return false;
            }
            _ = comma ? commas++ : CellText.IsNumber(cell) ? wholes++ : others++;
        }
        return commas > 0 && commas + wholes >= others;
    }

    private static bool IsClear(string cell) => DecimalComma.Is(cell) && !Thousands().IsMatch(cell);

    private static bool HasPoint(string cell) => cell.Contains('.', StringComparison.Ordinal) && CellText.IsNumber(cell);

    private static bool HasPoints(TableColumn column)
    {
        string[] cells = [.. column.Cells.OfType<string>()];
        return 2 * cells.Count(HasPoint) > cells.Length;
    }

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2},\d{3}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Thousands();

    // Thousands, or a list of answers.
    [GeneratedRegex(@"^[+-]?\d+(,\d+){2,}(\.\d+)?$|^[+-]?\d+,\d+\.\d+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SeveralCommas();
}
