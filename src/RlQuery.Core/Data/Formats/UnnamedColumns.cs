using System.Globalization;

namespace RlQuery.Core.Data.Formats;

/// <summary>Finds columns without a name that hold no data: what separators at line ends leave, and row numbers of other programs.</summary>
internal static class UnnamedColumns
{
    /// <summary>A file without a header may begin with a measurement that counts a few rows.</summary>
    private const int FewestRows = 10;

    private const string PandasName = "Unnamed: ";

    /// <summary>Whether a header leaves a column without a name; pandas names it when it reads its own files.</summary>
    public static bool IsUnnamed(string cell) => cell.Length == 0 || cell.StartsWith(PandasName, StringComparison.Ordinal);

    /// <summary>Whether a column may hold row numbers.</summary>
    /// <param name="header">The cells of the header; null where there is none.</param>
    /// <param name="column">The column.</param>
    /// <param name="rows">Number of rows.</param>
    public static bool MayNumberRows(string[]? header, int column, int rows) =>
        header is null ? column == 0 && rows >= FewestRows : IsUnnamed(header[column]);

    /// <summary>Whether numbers are those of rows: from 0 or 1 on, or, in front of named columns, whole and different, as after a shuffle.</summary>
    /// <param name="numbers">The cells; NaN for one that is no number.</param>
    /// <param name="inFront">Whether it is the first column and others have names.</param>
    public static bool NumberRows(IReadOnlyList<double> numbers, bool inFront)
    {
        bool inOrder = numbers.Count > 0 && numbers[0] is 0 or 1;
        bool whole = inFront;
        for (int row = 0; row < numbers.Count && (inOrder || whole); row++)
        {
            inOrder &= numbers[row] == numbers[0] + row;
            whole &= numbers[row] >= 0 && double.IsInteger(numbers[row]);
        }
        return inOrder || (whole && numbers.Distinct().Count() == numbers.Count);
    }

    /// <summary>What is said of a column of row numbers.</summary>
    /// <param name="name">Its name.</param>
    public static string NoteOnNumbers(string name) =>
        $"column {name} has no name and numbers the rows; it is left out. To learn from it, call it a \"number\" in a schema (--schema)";

    /// <summary>Row numbers and their column.</summary>
    public static bool NumberRows(IReadOnlyList<CsvRecord> rows, string[]? header, int column) =>
        MayNumberRows(header, column, rows.Count)
        && NumberRows([.. rows.Select(row => Number(row.Cells[column]))], header is not null && column == 0);

    /// <summary>How many columns there are before those at the end that have no name and no cell.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="header">The cells of the header; null where there is none.</param>
    /// <param name="width">Number of columns.</param>
    public static int WidthWithoutEmptyEnd(IReadOnlyList<CsvRecord> rows, string[]? header, int width)
    {
        int end = width;
        while (end > 1 && (header is null || IsUnnamed(header[end - 1])) && rows.All(row => row.Cells[end - 1].Length == 0))
        {
            end--;
        }
        // Without a header an empty last column may be that of the labels to be asked for: then the one before it does not look like one of labels.
        return header is null && end == width - 1 && !LooksLikeLabels([.. rows.Select(row => row.Cells[end - 1])]) ? width : end;
    }

    private static bool LooksLikeLabels(string[] cells) => cells.Any(cell => double.IsNaN(Number(cell))) || 2 * cells.Distinct().Count() <= cells.Length;

    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
