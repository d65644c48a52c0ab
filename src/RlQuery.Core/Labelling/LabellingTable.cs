using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>A table that is being labelled: its cells for people, its numbers for learners.</summary>
public sealed class LabellingTable
{
    private readonly string?[] _given;
    private readonly int _weight;

    private LabellingTable(Table cells, int target, int weight, Dataset data, string?[] given)
    {
        _given = given;
        _weight = weight;
        Cells = cells;
        Target = target;
        Data = data;
    }

    /// <summary>The standardised table, for the session's learners.</summary>
    internal QueryTable Standardized => field ??= new QueryTable(Data);

    /// <summary>The cells as they are in the file.</summary>
    public Table Cells { get; }

    /// <summary>Index of the target column.</summary>
    public int Target { get; }

    /// <summary>The columns that tell a person what a row is: all but the target, and of a region those that are made for people.</summary>
    /// <value>Their indices, ascending.</value>
    public IReadOnlyList<int> Shown => field ??=
    [
        .. Enumerable.Range(0, Cells.Columns.Count).Where(i => RegionColumns.Are(Cells)
            ? Cells.Columns[i].Name.StartsWith(RegionColumns.About, StringComparison.Ordinal) : i != Target),
    ];

    /// <summary>The features as numbers, with the labels and classes of the file.</summary>
    public Dataset Data { get; }

    /// <summary>What answers are.</summary>
    public IAnswerForm Form => AnswerForms.Of(Data.Kind);

    /// <summary>Encodes a table; rows with an empty target cell are those to label.</summary>
    /// <param name="cells">A table as it was read; see <see cref="TableReader"/>.</param>
    /// <param name="target">Name or index of the target column; null for the last.</param>
    /// <param name="featurizer">Makes categories and missing cells numeric; null where there are none.</param>
    /// <param name="schema">The known kinds of columns; null to infer them from the cells.</param>
    /// <param name="kind">What the target holds.</param>
    /// <exception cref="InvalidInputException">The table cannot be used.</exception>
    public static LabellingTable Of(Table cells, string? target, ITableFeaturizer? featurizer, TableSchema? schema = null, TargetKind kind = TargetKind.Class)
    {
        int column = TableReader.FindTarget(cells, target);
        var options = new DatasetReaderOptions { Kind = kind, Target = cells.Columns[column].Name, Schema = schema, Featurizer = featurizer };
        IReadOnlyList<TableColumn> told = (schema?.Apply(cells, column) ?? cells).Columns;
        string?[] given = (kind == TargetKind.Number ? told[column].WithPoints() : told[column]).Cells;
        int weight = told.Index().Where(one => one.Item.Kind == ColumnKind.Weight).Select(one => one.Index).DefaultIfEmpty(-1).First();
        return new LabellingTable(cells, column, weight, DatasetReader.FromTable(cells, options), given);
    }

    /// <summary>The same without features, which is enough for labels and cells: <see cref="Data"/> has a single one, which is 0.</summary>
    /// <param name="cells">A table as it was read.</param>
    /// <param name="target">Name or index of the target column; null for the last.</param>
    /// <param name="schema">The known kinds of columns; null to infer them from the cells.</param>
    /// <param name="kind">What the target holds.</param>
    /// <exception cref="InvalidInputException">The table cannot be used.</exception>
    public static LabellingTable OfAnswers(Table cells, string? target, TableSchema? schema = null, TargetKind kind = TargetKind.Class) =>
        Of(cells, target, new NoFeatures(), schema, kind);

    /// <summary>A session as it begins, with the labels of the file.</summary>
    /// <param name="named">Names of the classes in their order; empty for those of the file's labels, and for numbers.</param>
    /// <exception cref="InvalidInputException">A name is not allowed, or rows have labels that are none of them; the first ten are told.</exception>
    public LabellingState Begin(IReadOnlyList<string> named)
    {
        string?[] given = _given;
        IAnswerForm form = Form;
        if (named.Count == 0)
        {
            return new LabellingState(given, Data.ClassNames, form);
        }
        var known = new LabellingState([], [], form);
        foreach (string name in named)
        {
            known.Apply(new ClassAdded(name));
        }
        const int Shown = 10;
        int[] outside = [.. Enumerable.Range(0, given.Length).Where(row => given[row] is { } label && form.FaultOf(label, named) is not null)];
        if (outside.Length > 0)
        {
            IEnumerable<string> faults = outside.Take(Shown).Select(row =>
                $"{Cells.Source}: row {row} (line {Cells.Lines[row]}): label '{given[row]}' is none of the classes; use {string.Join(", ", named)}");
            throw new InvalidInputException([.. faults, .. outside.Length > Shown ? [$"... and {outside.Length - Shown} more"] : Array.Empty<string>()]);
        }
        return new LabellingState(given, named, form);
    }

    /// <summary>The target cell of a row in an export: the file's own text, if it means the same as the session's label.</summary>
    /// <param name="state">The session.</param>
    /// <param name="row">0-based row.</param>
    /// <returns>Null where there is no answer.</returns>
    internal string? AnswerCell(LabellingState state, int row)
    {
        return IsGiven(state, row) ? Cells.Columns[Target].RawOf(row)
            : Data.Kind == TargetKind.Number && Cells.Columns.Any(column => column.DecimalComma) ? state.Answers[row]?.Replace('.', ',')
            : state.Answers[row];
    }

    /// <summary>Another cell of a row in an export: the file's own text, and no weight beside an answer that the file does not have.</summary>
    /// <param name="state">The session.</param>
    /// <param name="column">Index of the column, not that of the target.</param>
    /// <param name="row">0-based row.</param>
    internal string OtherCell(LabellingState state, int column, int row) =>
        column == _weight && state.Answers[row] is not null && !IsGiven(state, row) ? "" : Cells.Columns[column].RawOf(row);

    private bool IsGiven(LabellingState state, int row) => _given[row] is { } given && state.Answers[row] == Form.Normalize(given);

    /// <summary>The same rows with a session's answers.</summary>
    /// <param name="state">The session.</param>
    /// <param name="hidden">Rows whose answers are kept from learners.</param>
    public Dataset Labelled(LabellingState state, IReadOnlySet<int> hidden) => Labelled(state, state.Labelled.Where(row => !hidden.Contains(row)));

    /// <summary>The same rows with some answers of a session.</summary>
    /// <param name="state">The session.</param>
    /// <param name="rows">Rows whose answers learners are told.</param>
    internal Dataset Labelled(LabellingState state, IEnumerable<int> rows)
    {
        string?[] answers = new string?[Data.Rows];
        foreach (int row in rows)
        {
            answers[row] = state.Answers[row];
        }
        Dataset told = Form.Tell(Data, answers, state.Classes);
        return Data.LabelWeights is { } weights ? told.Counting([.. weights.Select((weight, row) => IsGiven(state, row) ? weight : 1)]) : told;
    }

    /// <summary>The problem whose pool is some of the rows, standardised as the whole table is.</summary>
    /// <param name="data">The same rows with other answers.</param>
    /// <param name="rows">Rows of the table, ascending, all labelled ones among them.</param>
    internal Problem ToProblem(Dataset data, int[] rows)
    {
        float[] values = [];
        QueryTable answered = Standardized.With(data);
        return answered.ToProblem(rows, answered.Standardize(rows, ref values, new BlockMemory()));
    }

    private sealed class NoFeatures : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) => new(["-"], new float[features.Rows]);
    }
}
