using System.Buffers;
using System.Globalization;

namespace RlQuery.Core;

/// <summary>A cell of a CSV file with commas.</summary>
public static class CsvCell
{
    private const string FormulaStarts = "=+-@\t\r";

    // A line that begins with # is taken for a comment by many readers.
    private const char Comment = '#';

    private static readonly SearchValues<char> OthersQuote = SearchValues.Create(",\";\t\r\n");

    /// <summary>
    /// Text that a spreadsheet would run as a formula, behind an apostrophe: text that begins with =, +, -, @, a tab or a carriage return and is no number
    /// (OWASP, "CSV Injection").
    /// </summary>
    /// <param name="cell">Its text.</param>
    public static string Guard(string cell) => IsGuarded(cell) || (BeginsFormula(cell) && !IsNumber(cell)) ? "'" + cell : cell;

    /// <summary>What stood there before <see cref="Guard"/>.</summary>
    /// <param name="cell">The guarded text.</param>
    public static string Unguard(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    /// <summary>The cell as it stands in a line, in quotes where needed (RFC 4180).</summary>
    /// <param name="cell">Its text.</param>
    public static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The same, in quotes also where other readers would see a separator or the mark of a comment.</summary>
    internal static string QuoteForAll(string cell) => cell.AsSpan().IndexOfAny(OthersQuote) < 0 && !cell.TrimStart().StartsWith(Comment) ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool BeginsFormula(ReadOnlySpan<char> cell) => cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal);

    // Apostrophes of the text's own are doubled as well, so that taking one off always gives the text.
    private static bool IsGuarded(string cell) => cell.StartsWith('\'') && BeginsFormula(cell.AsSpan().TrimStart('\''));

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && !char.IsWhiteSpace(cell[0]);
}
