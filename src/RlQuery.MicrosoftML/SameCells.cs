using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>A column of texts or images whose cells are all the same: hundreds of numbers of an encoder would say nothing.</summary>
internal static class SameCells
{
    /// <summary>What such a column becomes: nothing, or which cells are missing; with a note.</summary>
    /// <returns>Null where two cells differ.</returns>
    public static EncodedColumn? Encode(TableColumn column)
    {
        int first = Array.FindIndex(column.Cells, cell => cell is not null);
        if (first < 0)
        {
            return EncodedColumn.Empty with { Notes = [$"column {column.Name}: all cells are empty; the column is left out"] };
        }
        string same = column.Cells[first]!;
        if (!Array.TrueForAll(column.Cells, cell => cell is null || cell == same))
        {
            return null;
        }
        return !column.HasMissing
            ? EncodedColumn.Empty with { Notes = [$"column {column.Name}: all cells are the same; the column is left out"] }
            : new EncodedColumn([$"{column.Name}=missing"], Array.ConvertAll(column.Cells, cell => new[] { cell is null ? 1f : 0f }))
            {
                Notes = [$"column {column.Name}: all cells that are not empty are the same; the column tells alone which are empty"],
            };
    }
}
