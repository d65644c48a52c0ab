using RlQuery.Core.Data;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>A table that is being labelled: its cells for people, its numbers for learners.</summary>
public sealed class LabellingTable
{
    private LabellingTable(Table cells, int target, Dataset data)
    {
        Cells = cells;
        Target = target;
        Data = data;
    }

    /// <summary>The table standardised, for all that a session asks of learners.</summary>
    internal QueryTable Standardized => field ??= new QueryTable(Data);

    /// <summary>The cells as they stand in the file.</summary>
    public Table Cells { get; }

    /// <summary>Index of the target column.</summary>
    public int Target { get; }

    /// <summary>The features as numbers, with the labels and classes of the file.</summary>
    public Dataset Data { get; }

    /// <summary>Makes a table numeric; rows with an empty target cell are those to label.</summary>
    /// <param name="cells">A table as it was read; see <see cref="TableReader"/>.</param>
    /// <param name="target">Name or index of the target column; null for the last.</param>
    /// <param name="featurizer">Makes categories and missing cells numeric; null where there are none.</param>
    /// <param name="schema">What is known of the columns; null where the cells decide.</param>
    /// <exception cref="InvalidInputException">The table cannot be used.</exception>
    public static LabellingTable Of(Table cells, string? target, ITableFeaturizer? featurizer, TableSchema? schema = null)
    {
        int column = TableReader.FindTarget(cells, target);
        var options = new DatasetReaderOptions { Target = cells.Columns[column].Name, Schema = schema, Featurizer = featurizer };
        return new LabellingTable(cells, column, DatasetReader.FromTable(cells, options));
    }

    /// <summary>A session as it begins, with the labels of the file.</summary>
    /// <param name="named">Names of the classes in their order; empty for those of the file's labels.</param>
    /// <exception cref="InvalidInputException">A name is not allowed, or rows have labels that are none of them; the first ten are told.</exception>
    public LabellingState Begin(IReadOnlyList<string> named)
    {
        if (named.Count == 0)
        {
            return new LabellingState(Data.Labels, Data.ClassNames);
        }
        var known = new LabellingState([], []);
        foreach (string name in named)
        {
            known.Apply(new ClassAdded(name));
        }
        const int Shown = 10;
        int[] index = [.. Data.ClassNames.Select(name => named.ToList().IndexOf(name))];
        int[] outside = [.. Enumerable.Range(0, Data.Rows).Where(row => Data.Labels[row] != Dataset.Unlabelled && index[Data.Labels[row]] < 0)];
        if (outside.Length > 0)
        {
            IEnumerable<string> faults = outside.Take(Shown).Select(row =>
                $"{Cells.Source}: row {row} (line {Cells.Lines[row]}): label '{Data.ClassNames[Data.Labels[row]]}' is none of the classes; use {string.Join(", ", named)}");
            throw new InvalidInputException([.. faults, .. outside.Length > Shown ? [$"... and {outside.Length - Shown} more"] : Array.Empty<string>()]);
        }
        return new LabellingState([.. Data.Labels.Select(label => label == Dataset.Unlabelled ? label : index[label])], named);
    }

    /// <summary>The same rows with the labels of a session.</summary>
    /// <param name="state">The session.</param>
    /// <param name="hidden">Rows whose labels are kept from learners.</param>
    internal Dataset Labelled(LabellingState state, IReadOnlySet<int> hidden) => Data.WithLabels(
        [.. state.Labels.Select((label, row) => hidden.Contains(row) ? Dataset.Unlabelled : label)], [.. state.Classes]);

    /// <summary>The problem whose pool is some of the rows, standardised as the whole table is.</summary>
    /// <param name="data">The same rows with other answers.</param>
    /// <param name="rows">Rows of the table, ascending, all labelled ones among them.</param>
    internal Problem ToProblem(Dataset data, int[] rows)
    {
        float[] values = [];
        QueryTable answered = Standardized.With(data);
        return answered.ToProblem(rows, answered.Standardize(rows, ref values, new BlockMemory()));
    }
}
