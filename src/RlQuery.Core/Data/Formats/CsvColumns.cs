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
    private readonly string?[]?[] _raw;
    private readonly double[]?[] _numbers;
    private readonly CellTally[] _tallies;
    private readonly bool[] _havePlus;
    private readonly bool[] _haveDash;

    /// <param name="rows">Rows of the same number of cells.</param>
    /// <param name="width">That number.</param>
    /// <param name="target">The column that is no feature; null where there is none.</param>
    public CsvColumns(List<CsvRecord> rows, int width, int? target)
    {
        _rows = rows;
        _cells = [.. Enumerable.Range(0, width).Select(_ => new string?[rows.Count])];
        _raw = new string?[]?[width];
        _numbers = [.. Enumerable.Range(0, width).Select(column => column != target && BeginsWithNumbers(column) ? new double[rows.Count] : null)];
        _tallies = new CellTally[width];
        _havePlus = new bool[width];
        _haveDash = new bool[width];
        Parallel.For(0, (rows.Count + LotRows - 1) / LotRows, lot => Take(lot * LotRows, Math.Min(rows.Count, (lot + 1) * LotRows)));
        for (int column = 0; column < width; column++)
        {
            if (_havePlus[column])
            {
                // With texts among them no numbers are needed.
                _numbers[column] = null;
            }
            else if (_haveDash[column])
            {
                ClearDashes(column);
            }
        }
    }

    /// <summary>A column of unknown kind, with the text of its cells as it stands in the file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">0-based index.</param>
    public TableColumn At(string name, int column) => new(name, ColumnKind.Unknown, _cells[column])
    {
        Raw = _raw[column],
        Numbers = _numbers[column] is { } numbers ? new ColumnNumbers(numbers, _tallies[column]) : null,
    };

    private bool BeginsWithNumbers(int column) =>
        _rows.Take(SampledRows).Any(row => !CellText.IsMissing(row.Cells[column]) && CellText.IsNumber(row.Cells[column]));

    private void Take(int first, int end)
    {
        CellTally[] tallies = new CellTally[_cells.Length];
        for (int row = first; row < end; row++)
        {
            (_, string[] texts, string[] raw, _) = _rows[row];
            bool padded = !ReferenceEquals(texts, raw);
            for (int column = 0; column < _cells.Length; column++)
            {
                string text = texts[column];
                // Next to a plus, a minus is an answer: whether it is missing is known after all rows.
                bool dash = text == CellText.Dash;
                string? cell = dash ? text : CellText.OrMissing(text);
                _cells[column][row] = cell;
                if (dash || text == CellText.Plus)
                {
                    (dash ? _haveDash : _havePlus)[column] = true;
                }
                if ((cell is null && text.Length > 0) || (padded && raw[column] != text))
                {
                    Keep(raw[column], row, column);
                }
                if (_numbers[column] is { } numbers)
                {
                    numbers[row] = tallies[column].Count(dash ? null : cell);
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

    private void ClearDashes(int column)
    {
        for (int row = 0; row < _rows.Count; row++)
        {
            if (_cells[column][row] == CellText.Dash)
            {
                _cells[column][row] = null;
                Keep(_rows[row].Raw[column], row, column);
            }
        }
    }

    // Most columns need none.
    private void Keep(string raw, int row, int column) =>
        (_raw[column] ?? LazyInitializer.EnsureInitialized(ref _raw[column], () => new string?[_rows.Count]))[row] = raw;
}
