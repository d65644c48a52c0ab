using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>The numbers of a column, and as many decimals as they have: a made number looks like them.</summary>
/// <remarks>Rounding to the column's decimals never leaves the interval between two of its numbers.</remarks>
internal sealed class NumberForm
{
    private const int MostDecimals = 12;

    private readonly TableColumn _column;
    private readonly int _decimals;

    /// <param name="column">A column of numbers.</param>
    public NumberForm(TableColumn column)
    {
        _column = column;
        _decimals = column.Cells.Max(DecimalsOf);
    }

    /// <summary>The number of a row; null where it is missing.</summary>
    public double? NumberOf(int row) => _column.CellOf(row) is { } cell ? double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    /// <summary>The text of a number.</summary>
    public string TextOf(double number) => NumberText.Of(_decimals > MostDecimals ? number : Math.Round(number, _decimals) + 0.0);

    // A number with an exponent is not rounded.
    private static int DecimalsOf(string? cell) => cell is null ? 0
        : cell.Contains('e', StringComparison.OrdinalIgnoreCase) ? MostDecimals + 1
        : cell.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? cell.Length - point - 1 : 0;
}
