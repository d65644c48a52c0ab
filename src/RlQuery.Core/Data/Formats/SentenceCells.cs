using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>The columns of a table of sentences: the text that is asked about, and its answer.</summary>
internal static class SentenceCells
{
    /// <summary>The column of the texts that are asked about, where it is not the only one beside the target.</summary>
    public const string SourceName = "source";

    /// <summary>A table whose column of sources is one of texts, whatever its cells look like.</summary>
    /// <param name="table">A table.</param>
    /// <param name="target">Its target column.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="source">The column of sources; -1 where there is a fault.</param>
    public static Table WithSource(Table table, int target, FaultList faults, out int source)
    {
        int[] others = [.. Enumerable.Range(0, table.Columns.Count).Where(i => i != target && table.Columns[i].Kind != ColumnKind.Ignored)];
        int[] named = others.Length == 1 ? others : Array.FindAll(others, i => table.Columns[i].Name == SourceName);
        int found = source = named.Length == 1 ? named[0] : -1;
        if (found < 0)
        {
            faults.Add(
                $"columns {string.Join(", ", others.Select(i => table.Columns[i].Name))} beside the target {table.Columns[target].Name}; "
                + $"name the one with the sentences '{SourceName}'");
            return table;
        }
        TableColumn column = table.Columns[found];
        string[] cells = [.. Enumerable.Range(0, table.Rows).Select(row => column.RawOf(row).Trim())];
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells[row].Length == 0)
            {
                string partner = table.Columns[target].CellOf(row) is null ? "the line is empty" : "is empty, and its answer has no partner";
                faults.Add(table.Lines[row], column.Name, $"{partner}; give a sentence, or leave the line out");
            }
        }
        if (cells.Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            faults.Add($"column {column.Name} holds {(cells.Length == 0 ? "no sentence" : "a single sentence")}; at least 2 that differ are needed");
        }
        return table with { Columns = [.. table.Columns.Select((own, i) => i == found ? column with { Kind = ColumnKind.Text, Cells = cells } : own)] };
    }

    /// <summary>Makes a data set of sentences and answers, once the features are numbers.</summary>
    /// <param name="table">A table with its source.</param>
    /// <param name="source">The column of sources.</param>
    /// <param name="target">The column of answers; an empty cell is one that is not known.</param>
    public static Func<FeaturizedTable, Dataset> Read(Table table, TableColumn source, TableColumn target) => numeric => Dataset.ForTexts(
        table.Name, table.Source, numeric.Values, [.. source.Cells.OfType<string>()], target.Cells, numeric.FeatureNames);
}
