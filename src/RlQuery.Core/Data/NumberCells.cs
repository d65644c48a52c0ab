namespace RlQuery.Core.Data;

/// <summary>The cells of a column that a file holds as numbers: their texts, which take many times the memory, are made when somebody asks for them.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="text">The text of a row, from which the same number is read; null where it is missing. Asked for by several threads at once.</param>
/// <param name="numbers">All numbers; see <see cref="Formats.IColumnSource.ReadNumbers"/>.</param>
internal sealed class NumberCells(int rows, Func<int, string?> text, Func<SingleColumn> numbers)
{
    // Kept as long as nobody needs the memory.
    private readonly WeakReference<string?[]> _made = new([]);

    /// <summary>The text of a row, null where it is missing.</summary>
    public string? this[int row] => text(row);

    /// <summary>The text of each row.</summary>
    public string?[] ToArray()
    {
        if (_made.TryGetTarget(out string?[]? made) && made.Length == rows)
        {
            return made;
        }
        made = new string?[rows];
        for (int row = 0; row < rows; row++)
        {
            made[row] = text(row);
        }
        _made.SetTarget(made);
        return made;
    }

    /// <summary>The numbers, NaN where missing, and infinite where single precision does not reach.</summary>
    public SingleColumn Read() => numbers();

    /// <summary>Number of rows without a number.</summary>
    public int CountMissing() => Read().Values.Count(float.IsNaN);
}
