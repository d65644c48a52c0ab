using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>A table with some empty target cells, and its problems: some of its rows are the pool, and there are no test rows.</summary>
/// <remarks>The table's values are not copied; a problem holds those of its own rows. It is standardised once, however often its answers change.</remarks>
internal sealed class QueryTable
{
    private readonly ITask _task;
    private readonly Dataset _data;
    private readonly int[] _start;
    private readonly double[]? _costs;

    /// <param name="data">A data set with any number of labelled rows.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none.</param>
    public QueryTable(Dataset data, IReadOnlySet<int>? excluded = null)
        : this(data, excluded, Standardizer.Fit(data, [.. Enumerable.Range(0, data.Rows)]), null)
    {
    }

    private QueryTable(Dataset data, IReadOnlySet<int>? excluded, Standardizer standardizer, QueryTable? before)
    {
        _task = TargetTasks.Of(data.Kind);
        // A learner needs two classes, or one that may be in a set; missing ones are placeholders.
        int fewest = data.Kind switch { TargetKind.Class => 2, TargetKind.ClassSet => 1, _ => 0 };
        _data = data.Classes >= fewest ? data : data.WithClasses(
            [.. data.ClassNames, .. Enumerable.Range(data.Classes, fewest - data.Classes).Select(label => $"unknown {label}")]);
        _costs = ItemCosts.Filled(data.ItemCosts);
        int[] rows = Included(data.Rows, excluded);
        bool same = before is not null && rows.AsSpan().SequenceEqual(before.AllRows);
        AllRows = same ? before!.AllRows : rows;
        Dealt = same ? before!.Dealt : new DealtRows(rows);
        Labelled = Array.FindAll(AllRows, data.HasTarget);
        Unlabelled = Array.FindAll(AllRows, row => !data.HasTarget(row));
        Standardizer = standardizer;
        _start = _task.StartAmong(data, Labelled);
        CanLearn = _task.CanLearn(excluded is null ? data : data.Without(excluded.Where(data.HasTarget)));
    }

    /// <summary>Every row of the table that is not excluded, ascending; the same array as long as the rows are the same.</summary>
    public int[] AllRows { get; }

    /// <summary>The same rows in a random order; the same object as long as they are the same rows.</summary>
    public DealtRows Dealt { get; }

    /// <summary>Rows with a label, ascending.</summary>
    public int[] Labelled { get; }

    /// <summary>Rows without, ascending.</summary>
    public int[] Unlabelled { get; }

    /// <summary>Fitted to every row, the excluded ones too.</summary>
    public Standardizer Standardizer { get; }

    /// <summary>Queries that were made before: labelled rows beyond the start.</summary>
    public int Used => Labelled.Length - _start.Length;

    /// <summary>
    /// What earlier queries and so many more may cost, at most, in the unit of a budget: their number where each costs 1. The dearest rows may be chosen, so
    /// that none is left out because it is dear.
    /// </summary>
    /// <param name="count">Number of rows to choose.</param>
    public int MostSpent(int count) => _costs is not { } costs ? Used + Math.Min(count, Unlabelled.Length)
        : (int)Math.Min(int.MaxValue, Math.Ceiling(
            Labelled.Except(_start).Sum(row => costs[row]) + Unlabelled.Select(row => costs[row]).OrderDescending().Take(count).Sum()));

    /// <summary>Whether the labels are enough for a learner to be unsure.</summary>
    public bool CanLearn { get; }

    /// <summary>The same table with other answers.</summary>
    /// <param name="data">The same features.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none.</param>
    public QueryTable With(Dataset data, IReadOnlySet<int>? excluded = null) => new(data, excluded, Standardizer, this);

    /// <summary>Squared distance up to which two rows are near-duplicates; see <see cref="NearDuplicates"/>.</summary>
    public float NearSquared(ulong seed) => NearDuplicates.SquaredDistance(_data, Standardizer, AllRows, seed);

    /// <summary>Some of the rows, standardised as the whole table is.</summary>
    /// <param name="rows">Rows of the table, ascending.</param>
    /// <param name="values">Memory for the features; replaced if its size does not fit.</param>
    /// <param name="blocks">Memory of their blocks.</param>
    public FeatureMatrix Standardize(int[] rows, ref float[] values, BlockMemory blocks)
    {
        int length = rows.Length * _data.Features;
        if (values.Length < length)
        {
            // With room to spare: pools of one table differ by a few rows.
            values = new float[length + (length / 8)];
        }
        Standardizer.Transform(_data, rows, values);
        return new FeatureMatrix(values, rows.Length, _data.Features, blocks) { Texts = _data.SourcesOf(rows), Addresses = _data.Addresses?.Among(rows) };
    }

    /// <summary>The problem whose pool is some of the rows.</summary>
    /// <param name="rows">Rows of the table, ascending, all labelled ones among them.</param>
    /// <param name="pool">Of <see cref="Standardize"/>.</param>
    /// <param name="isShortlist">Whether the rows are the shortlist of a larger table.</param>
    public Problem ToProblem(int[] rows, FeatureMatrix pool, bool isShortlist = false)
    {
        int[] start = Array.ConvertAll(_start, row => Array.BinarySearch(rows, row));
        IReadOnlyList<AnswerSpace> units = _task.Units(_data);
        var judge = new Judge(new FeatureMatrix([], 0, _data.Features), _data, [], units);
        var items = new Items(_data, pool, rows, start)
        {
            AreShortlist = isShortlist,
            Views = _data.Views,
            Links = _data.Links?.Among(rows),
        };
        return new Problem(_task, items, units, _task.OracleOf(_data, rows), judge, start).Costing(_costs, _data.CostsAreHidden);
    }

    /// <summary>Rows of a pool that are labelled beyond the start, ascending.</summary>
    /// <param name="problem">Of <see cref="ToProblem"/>.</param>
    public int[] AnsweredIn(Problem problem) => [.. Labelled.Except(_start).Select(row => Array.BinarySearch(problem.Items.Rows, row))];

    private static int[] Included(int rows, IReadOnlySet<int>? excluded)
    {
        int[] included = new int[rows - (excluded?.Count(row => row >= 0 && row < rows) ?? 0)];
        int count = 0;
        for (int row = 0; row < rows; row++)
        {
            if (excluded is null || excluded.Count == 0 || !excluded.Contains(row))
            {
                included[count++] = row;
            }
        }
        return included;
    }
}
