using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>A table with some empty target cells, from which problems are cut: some of its rows are the pool, and nothing is tested.</summary>
/// <remarks>The table's values are not copied; a problem holds those of its own rows.</remarks>
internal sealed class QueryTable
{
    /// <summary>Number of classes that a learner needs; those that no label has named yet are placeholders.</summary>
    private const int FewestClasses = 2;

    private readonly ITask _task;
    private readonly Dataset _data;
    private readonly Standardizer _standardizer;
    private readonly int[] _start;

    /// <param name="data">A set, of which any number of rows is labelled.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none.</param>
    public QueryTable(Dataset data, IReadOnlySet<int>? excluded = null)
    {
        _task = TargetTasks.Of(data.Kind);
        _data = data.Kind != TargetKind.Class || data.Classes >= FewestClasses ? data : data.WithClasses(
            [.. data.ClassNames, .. Enumerable.Range(data.Classes, FewestClasses - data.Classes).Select(label => $"unknown {label}")]);
        int[] every = [.. Enumerable.Range(0, data.Rows)];
        AllRows = excluded is null ? every : Array.FindAll(every, row => !excluded.Contains(row));
        Labelled = Array.FindAll(AllRows, data.HasTarget);
        Unlabelled = Array.FindAll(AllRows, row => !data.HasTarget(row));
        _standardizer = Standardizer.Fit(data, every);
        _start = _task.StartAmong(data, Labelled);
    }

    /// <summary>Every row of the table that is not excluded, ascending.</summary>
    public int[] AllRows { get; }

    /// <summary>Rows with a label, ascending.</summary>
    public int[] Labelled { get; }

    /// <summary>Rows without, ascending.</summary>
    public int[] Unlabelled { get; }

    /// <summary>Queries that were made before: labelled rows beyond the start.</summary>
    public int Used => Labelled.Length - _start.Length;

    /// <summary>Whether a learner can be unsure after what is labelled.</summary>
    public bool CanLearn => _task.CanLearn(_data);

    /// <summary>Whether a row has a label.</summary>
    public bool IsLabelled(int row) => _data.HasTarget(row);

    /// <summary>Squared distance up to which two rows are near-duplicates; see <see cref="NearDuplicates"/>.</summary>
    public float NearSquared(ulong seed) => NearDuplicates.SquaredDistance(_data, _standardizer, AllRows, seed);

    /// <summary>The problem whose pool is some of the rows, standardised as the whole table is.</summary>
    /// <param name="rows">Rows of the table, ascending, all labelled ones among them.</param>
    /// <param name="values">Memory of the pool's features; replaced where its size is not that of the rows.</param>
    /// <param name="blocks">Memory of their blocks.</param>
    public Problem ToProblem(int[] rows, ref float[] values, BlockMemory blocks)
    {
        if (values.Length != rows.Length * _data.Features)
        {
            values = new float[rows.Length * _data.Features];
        }
        _standardizer.Transform(_data, rows, values);
        var pool = new FeatureMatrix(values, rows.Length, _data.Features, blocks);
        int[] start = Array.ConvertAll(_start, row => Array.BinarySearch(rows, row));
        IReadOnlyList<AnswerSpace> units = _task.Units(_data);
        return new Problem(
            _task, new Items(_data.Name, _data.Hash, pool, rows, start), units, new TableOracle(_data, rows), new Judge(new FeatureMatrix([], 0, _data.Features), _data, [], units), start);
    }
}
