using System.Text.RegularExpressions;

namespace RlQuery.Core.Data.Text;

/// <summary>Numbers with a comma in place of a point.</summary>
internal static partial class DecimalComma
{
    /// <summary>Whether a cell is one: <c>1,5</c>.</summary>
    public static bool Is(string cell) => cell.Contains(',', StringComparison.Ordinal) && Number().IsMatch(cell);

    /// <summary>The cell with a point; other cells as they are.</summary>
    public static string Point(string cell) => Is(cell) ? cell.Replace(',', '.') : cell;

    [GeneratedRegex(@"^[+-]?\d*,\d+([eE][+-]?\d+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
