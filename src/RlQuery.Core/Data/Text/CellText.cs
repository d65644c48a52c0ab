using System.Globalization;

namespace RlQuery.Core.Data.Text;

/// <summary>What the text of one cell is.</summary>
internal enum CellKind
{
    Number,
    NotFinite,
    Text,
}

/// <summary>Reads the text of cells, the same way in every format and culture.</summary>
internal static class CellText
{
    private const int ShownLength = 40;

    /// <summary>The usual spellings of a missing value: those of R, SQL, spreadsheets, Python and SAS.</summary>
    public static bool IsMissing(string cell) => IsPlainlyMissing(cell)
        || cell is "null" or "NULL" or "Null" or "N/A" or "n/a" or "#N/A" or "#NA" or "<NA>" or "nan" or "NaN" or "NAN" or "-nan" or "-NaN"
            or "None" or "NaT" or Dash or "--" or ".";

    /// <summary>An empty cell, <c>?</c> and <c>NA</c>, which nobody takes for anything else.</summary>
    public static bool IsPlainlyMissing(string cell) => cell is "" or "?" or "NA";

    /// <summary>Missing, unless its column has <see cref="Plus"/> as well.</summary>
    public const string Dash = "-";

    /// <summary>What makes a <see cref="Dash"/> an answer.</summary>
    public const string Plus = "+";

    public static string? OrMissing(string cell) => IsMissing(cell) ? null : cell;

    /// <summary>Parses numbers; values that overflow single precision are not finite, like <c>inf</c>.</summary>
    public static CellKind Classify(string cell, out float value)
    {
        CellKind kind = Parse(cell, out double number);
        value = (float)number;
        return kind;
    }

    /// <summary>The same in double precision.</summary>
    public static CellKind Parse(string cell, out double value)
    {
        if (PlainDecimal.TryParse(cell, out value) || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return float.IsFinite((float)value) ? CellKind.Number : CellKind.NotFinite;
        }
        string unsigned = cell.TrimStart('+', '-');
        return unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase) ? CellKind.NotFinite : CellKind.Text;
    }

    public static bool IsNumber(string cell) => Classify(cell, out _) != CellKind.Text;

    /// <summary>The fault of a cell that is not a finite number; else null.</summary>
    public static string? FaultOf(string cell, out float value) => Classify(cell, out value) switch
    {
        CellKind.Number => null,
        CellKind.NotFinite when cell.Any(char.IsAsciiDigit) => $"{Show(cell)} is too large; numbers are at most 3.4e38, and at least -3.4e38",
        CellKind.NotFinite => $"{Show(cell)} is not a finite number; leave the cell empty where the value is missing",
        _ => $"{Show(cell)} is text where numbers must be",
    };

    /// <summary>Line ends and other control characters become blanks: quoted cells may hold them, names and messages may not.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>The cell in quotes, cut short and on one line.</summary>
    public static string Show(string cell)
    {
        string line = OneLine(cell);
        // A surrogate pair is not split.
        return line.Length > ShownLength ? $"\"{line[..(char.IsHighSurrogate(line[ShownLength - 1]) ? ShownLength - 1 : ShownLength)]}...\"" : $"\"{line}\"";
    }
}
