using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Makes rows as long as the first line, where they differ by an empty cell after a last separator; other differences are faults.</summary>
internal static class CsvEnds
{
    /// <param name="first">The first record, header or row.</param>
    /// <param name="rows">The rows, which are changed.</param>
    /// <param name="faults">Receives rows of other lengths, and what was decided.</param>
    /// <returns>The cells of the first line.</returns>
    public static string[] Even(CsvRecord first, List<CsvRecord> rows, FaultList faults)
    {
        string[] cells = first.Cells;
        if (cells.Length > 2 && cells[^1].Length == 0 && rows.Any(row => row.Cells.Length == cells.Length - 1)
            && rows.All(row => row.Cells.Length == cells.Length - 1 || (row.Cells.Length == cells.Length && row.Cells[^1].Length == 0)))
        {
            faults.Note($"line {first.Line} ends with a separator and other lines do not; the empty cell after it is passed over");
            cells = cells[..^1];
        }
        int longer = 0;
        int line = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            string[] own = rows[row].Cells;
            if (own.Length == cells.Length + 1 && own[^1].Length == 0)
            {
                rows[row] = rows[row] with { Cells = own[..^1], Raw = rows[row].Raw[..^1] };
                line = longer++ == 0 ? rows[row].Line : line;
            }
            else if (own.Length != cells.Length)
            {
                faults.Add(rows[row].Line, $"{own.Length} cells; line {first.Line} has {first.Cells.Length}");
            }
        }
        if (longer > 0 && cells.Length == first.Cells.Length)
        {
            faults.Note($"{longer} {(longer == 1 ? "line ends" : "lines end")} with a separator more than line {first.Line} (first: line {line}); "
                + "the empty cell after it is passed over");
        }
        return cells;
    }
}
