using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Finds the missing cells of a column by their spelling.</summary>
internal static class MissingCells
{
    /// <summary>The cells with null for the missing ones; spellings that could mean something else are told.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="cells">The trimmed text of each row.</param>
    /// <param name="faults">Receives a note on unusual spellings.</param>
    public static string?[] Find(string name, IReadOnlyList<string> cells, FaultList faults)
    {
        string?[] found = [.. cells.Select(CellText.OrMissing)];
        // Next to a plus, a minus is an answer: + and - are the classes of several sets.
        if (cells.Contains("+"))
        {
            found = [.. cells.Select(cell => cell == CellText.Dash ? cell : CellText.OrMissing(cell))];
        }
        string[] told =
        [
            .. cells.Where((cell, row) => found[row] is null && !CellText.IsPlainlyMissing(cell)).CountBy(cell => cell)
                .OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
                .Select(spelling => $"{CellText.Show(spelling.Key)} ({spelling.Value})"),
        ];
        if (told.Length > 0)
        {
            faults.Note($"column {CellText.OneLine(name)}: read as missing: {string.Join(", ", told)}");
        }
        return found;
    }
}
