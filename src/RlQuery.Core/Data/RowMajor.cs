namespace RlQuery.Core.Data;

/// <summary>Writes columns into a table of rows.</summary>
internal static class RowMajor
{
    /// <summary>Single-precision numbers of a line of the processor's cache: so many columns are best written at once.</summary>
    public const int Together = 16;

    private const int LotRows = 512;

    /// <summary>Writes some columns side by side; lots of rows in parallel.</summary>
    /// <param name="values">The table, row-major.</param>
    /// <param name="width">Its number of columns.</param>
    /// <param name="first">Where the first of the columns goes.</param>
    /// <param name="columns">Columns of equal length.</param>
    public static void Fill(float[] values, int width, int first, params float[][] columns)
    {
        int rows = columns[0].Length;
        Parallel.For(0, (rows + LotRows - 1) / LotRows, lot =>
        {
            int end = Math.Min(rows, (lot + 1) * LotRows);
            for (int row = lot * LotRows; row < end; row++)
            {
                Span<float> there = values.AsSpan((row * width) + first, columns.Length);
                for (int i = 0; i < there.Length; i++)
                {
                    there[i] = columns[i][row];
                }
            }
        });
    }
}
