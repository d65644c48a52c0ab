using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Labelling.Pairs;

/// <summary>A table whose rows are divided into clusters, by questions about pairs of them.</summary>
/// <remarks>
/// All rows are clustered. Of more than <see cref="ClusteringTask.MostAsked"/> rows, so many are drawn by lot, and only pairs of these are asked about: a
/// question is chosen among all pairs.
/// </remarks>
public sealed class PairTable
{
    private readonly int[] _rows;
    private readonly int[] _places;

    private PairTable(Table cells, Dataset data, int clusters, ulong seed)
    {
        Cells = cells;
        int asked = Math.Min(data.Rows, ClusteringTask.MostAsked);
        int[] drawn = asked == data.Rows ? [.. Enumerable.Range(0, data.Rows)] : new Pcg64(seed, "rows to ask about").Permutation(data.Rows);
        _rows = [.. drawn[..asked].Order(), .. drawn[asked..].Order()];
        _places = new int[_rows.Length];
        for (int place = 0; place < _rows.Length; place++)
        {
            _places[_rows[place]] = place;
        }
        float[] values = Standardizer.Fit(data, _rows).Transform(data, _rows);
        var pairs = new RowPairs(new FeatureMatrix(values, data.Rows, data.Features), asked, clusters);
        Items = new Items(data.Name, data.Hash, pairs.Differences(), [.. Enumerable.Range(0, pairs.Count).Select(item => _rows[pairs.First(item)])], [])
        {
            Pairs = pairs,
        };
        Notes = [.. data.Notes.Where(note => note != TargetSummary.Of(data))];
    }

    /// <summary>The cells as they are in the file.</summary>
    public Table Cells { get; }

    /// <summary>What can be asked for.</summary>
    public Items Items { get; }

    /// <summary>The pairs; their rows are those of <see cref="RowOf"/>.</summary>
    public RowPairs Pairs => Items.Pairs!;

    /// <summary>What a person should know of how the file was read, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Encodes a table.</summary>
    /// <param name="cells">A table as it was read; see <see cref="TableReader"/>.</param>
    /// <param name="aside">Name or index of a column that is no feature, such as known classes; null where all columns are features.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="seed">Seed of the lot by which rows are drawn.</param>
    /// <param name="featurizer">Makes categories and missing cells numeric; null where there are none.</param>
    /// <param name="schema">The known kinds of columns; null to infer them from the cells.</param>
    /// <exception cref="InvalidInputException">The table cannot be used: it has fewer than two rows, or fewer rows than clusters.</exception>
    public static PairTable Of(Table cells, string? aside, int clusters, ulong seed, ITableFeaturizer? featurizer, TableSchema? schema = null)
    {
        if (cells.Rows < 2)
        {
            throw new InvalidInputException($"{cells.Source}: {cells.Rows} row makes no pair; use a table of at least two rows");
        }
        if (clusters < 2 || clusters > cells.Rows)
        {
            throw new InvalidInputException($"clusters: {clusters} is not allowed; use 2..{cells.Rows}, the number of rows in {cells.Source}");
        }
        // The reader takes one column for answers, and there are none.
        List<TableColumn> columns = [.. cells.Columns];
        int place = aside is null ? columns.Count : TableReader.FindTarget(cells, aside);
        string name = aside is null ? "" : columns[place].Name;
        columns.RemoveRange(place, aside is null ? 0 : 1);
        columns.Insert(place, new TableColumn(name, ColumnKind.Unknown, new string?[cells.Rows]));
        var options = new DatasetReaderOptions { Target = aside is null ? null : name, Schema = schema, Featurizer = featurizer };
        Dataset data = DatasetReader.FromTable(cells with { Columns = columns }, options);
        if (data.ItemCosts is not null)
        {
            throw new InvalidInputException($"{cells.Source}: the schema says what rows cost, and answers on pairs are counted; leave it out");
        }
        return data.LabelWeights is null ? new PairTable(cells, data, clusters, seed)
            : throw new InvalidInputException($"{cells.Source}: the schema names a column of weights, and answers on pairs all count the same; leave it out");
    }

    /// <summary>A session as it begins, without answers.</summary>
    public LabellingState Begin() => new(new string?[Pairs.Count], LinkAnswers.Names, null, new LinkRule(this));

    /// <summary>The row of the table that stands at a place of <see cref="Pairs"/>.</summary>
    /// <param name="place">0-based place.</param>
    public int RowOf(int place) => _rows[place];

    /// <summary>The two rows of the table that a question is about, the lower first.</summary>
    /// <param name="item">Number of the pair.</param>
    public (int First, int Second) RowsOf(int item) => (_rows[Pairs.First(item)], _rows[Pairs.Second(item)]);

    /// <summary>The number of the pair of two rows of the table.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another one.</param>
    /// <returns>Null where they are no two rows that can be asked about.</returns>
    public int? ItemOf(int a, int b) => a != b && IsAsked(a) && IsAsked(b) ? Pairs.ItemOf(_places[a], _places[b]) : null;

    /// <summary>What a person calls a pair.</summary>
    /// <param name="item">Number of the pair.</param>
    public string Called(int item) => FormattableString.Invariant($"rows {RowsOf(item).First} and {RowsOf(item).Second}");

    /// <summary>Number of pairs whose answer is known or follows.</summary>
    /// <param name="state">The session.</param>
    public int Known(LabellingState state)
    {
        LinkClosure closure = Closure(state);
        return Enumerable.Range(0, Pairs.Count).Count(item => closure.Of(Pairs.First(item), Pairs.Second(item)) is not null);
    }

    /// <summary>What follows from the answers of a session.</summary>
    /// <param name="state">The session.</param>
    internal LinkClosure Closure(LabellingState state)
    {
        var closure = new LinkClosure(Pairs.Rows.Rows);
        foreach (int item in state.Labelled)
        {
            closure.TryAdd(Pairs.First(item), Pairs.Second(item), state.Answers[item] == LinkAnswers.Same);
        }
        return closure;
    }

    private bool IsAsked(int row) => row >= 0 && row < _places.Length && _places[row] < Pairs.Asked;
}
