using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Turns rows into columns, and parses their numbers on the way.</summary>
/// <remarks>
/// The cells of a row lie together in memory, and those of a column do not. So rows are gone through once, lots of them side by side, and all that has to be
/// known of a cell is found out then. Numbers are kept of columns that have one in their first rows.
/// </remarks>
internal sealed class CsvColumns
{
    private const int LotRows = 512;
    private const int SampledRows = 20;

    private readonly List<CsvRecord> _rows;
    private readonly string?[][] _cells;
    private readonly double[]?[] _numbers;
    private readonly CellTally[] _tallies;
    private readonly bool[] _havePlus;
    private readonly bool[] _haveDash;
    private readonly bool[] _differ;

    /// <param name="rows">Rows of the same number of cells.</param>
    /// <param name="width">That number.</param>
    /// <param name="target">The column that is no feature; null where there is none.</param>
    public CsvColumns(List<CsvRecord> rows, int width, int? target)
    {
        _rows = rows;
        _cells = [.. Enumerable.Range(0, width).Select(_ => new string?[rows.Count])];
        _numbers = [.. Enumerable.Range(0, width).Select(column => column != target && BeginsWithNumbers(column) ? new double[rows.Count] : null)];
        _tallies = new CellTally[width];
        _havePlus = new bool[width];
        _haveDash = new bool[width];
        _differ = new bool[width];
        Parallel.For(0, (rows.Count + LotRows - 1) / LotRows, lot => Take(lot * LotRows, Math.Min(rows.Count, (lot + 1) * LotRows)));
        for (int column = 0; column < width; column++)
        {
            if (_haveDash[column] && !_havePlus[column])
            {
                _cells[column] = MissingCells.Find([.. rows.Select(row => row.Cells[column])]);
                _numbers[column] = null;
                _differ[column] = true;
            }
        }
    }

    /// <summary>A column of unknown kind, with the text of its cells as it stands in the file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">0-based index.</param>
    public TableColumn At(string name, int column)
    {
        var made = new TableColumn(name, ColumnKind.Unknown, _cells[column])
        {
            Numbers = _numbers[column] is { } numbers ? new ColumnNumbers(numbers, _tallies[column]) : null,
        };
        return _differ[column] ? made.WithRaw(_rows.Select(row => row.Raw[column])) : made;
    }

    private bool BeginsWithNumbers(int column) =>
        _rows.Take(SampledRows).Any(row => !CellText.IsMissing(row.Cells[column]) && CellText.IsNumber(row.Cells[column]));

    private void Take(int first, int end)
    {
        CellTally[] tallies = new CellTally[_cells.Length];
        for (int row = first; row < end; row++)
        {
            (_, string[] cells, string[] raw, _) = _rows[row];
            bool padded = !ReferenceEquals(cells, raw);
            for (int column = 0; column < _cells.Length; column++)
            {
                string text = cells[column];
                // Next to a plus, a minus is an answer; whether there is one is known after all rows.
                string? cell = text == CellText.Dash ? text : CellText.OrMissing(text);
                _cells[column][row] = cell;
                if (text.Length == 1)
                {
                    _havePlus[column] |= text[0] == '+';
                    _haveDash[column] |= text == CellText.Dash;
                }
                if ((cell is null && text.Length > 0) || (padded && raw[column] != text))
                {
                    _differ[column] = true;
                }
                if (_numbers[column] is { } numbers)
                {
                    numbers[row] = tallies[column].Count(cell);
                }
            }
        }
        lock (_tallies)
        {
            for (int column = 0; column < tallies.Length; column++)
            {
                _tallies[column].Add(tallies[column]);
            }
        }
    }
}
