using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Finds the missing cells of a column by their spelling.</summary>
internal static class MissingCells
{
    /// <summary>The cells with null for the missing ones.</summary>
    /// <param name="cells">The trimmed text of each row.</param>
    public static string?[] Find(IReadOnlyList<string> cells)
    {
        // Next to a plus, a minus is an answer: + and - are the classes of several sets.
        bool signs = cells.Contains(CellText.Plus);
        return [.. cells.Select(cell => signs && cell == CellText.Dash ? cell : CellText.OrMissing(cell))];
    }

    /// <summary>Notes the spellings of missing cells that could mean something else.</summary>
    /// <param name="column">The column.</param>
    /// <param name="faults">Receives the note.</param>
    public static void Tell(TableColumn column, FaultList faults)
    {
        string[] told =
        [
            .. Enumerable.Range(0, column.Raw is null ? 0 : column.Cells.Length)
                .Where(row => column.Cells[row] is null).Select(row => column.RawOf(row).Trim()).Where(text => !CellText.IsPlainlyMissing(text))
                .CountBy(text => text).OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
                .Select(spelling => $"{CellText.Show(spelling.Key)} ({spelling.Value})"),
        ];
        if (told.Length > 0)
        {
            faults.Note($"column {CellText.OneLine(column.Name)}: read as missing: {string.Join(", ", told)}");
        }
    }
}
