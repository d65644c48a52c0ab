using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// The answer says whether two rows belong together, a must-link, or not, a cannot-link. The learner divides all rows into clusters that heed the answers.
/// </summary>
/// <remarks>
/// <para>Protocol of S. Basu, A. Banerjee and R. Mooney, "Active Semi-Supervision for Pairwise Constrained Clustering" (2004), section 6: the oracle answers by
/// the classes of the data set, there are as many clusters as classes, questions are about rows of the pool alone, and clusterings are compared with the
/// classes on test rows that nobody may ask about. There, test rows are clustered along; here each goes to the cluster that it is nearest to.</para>
/// <para>Items are all pairs of pool rows. Of a pool with more than <see cref="MostAsked"/> rows, which the split has put in random order, the first so many
/// may be asked about; the others are clustered. Answers that follow from others by transitive closure are known without a question.</para>
/// </remarks>
public sealed class ClusteringTask : ITask
{
    /// <summary>Most rows of a pool that may be asked about: 11175 pairs.</summary>
    public const int MostAsked = 150;

    /// <summary>Clusters that a learner may tell apart even where there are fewer classes.</summary>
    internal const int MostClusters = 25;

    /// <summary>The task.</summary>
    public static ClusteringTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "clustering";

    /// <inheritdoc/>
    public string Description => "whether two rows belong together, for pairs of rows";

    /// <inheritdoc/>
    public string CostUnit => "questions";

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Class;

    /// <inheritdoc/>
    public TargetKind Answer => TargetKind.Link;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Link;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new AdjustedRandIndexMetric();

    /// <inheritdoc/>
    public string DefaultLearner => PairwiseKMeansFactory.LearnerName;

    /// <inheritdoc/>
    public string StartSetting => "startLabels";

    /// <inheritdoc/>
    public int DefaultStart => 1;

    /// <inheritdoc/>
    public string Reference => "random";

    /// <inheritdoc/>
    public string Uncertainty => "margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "farthest-first", "min-max", "npu", "cobra", "margin"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [new AnswerSpace(2)];

    /// <inheritdoc/>
    public int ItemsOf(int rows) => RowPairs.CountOf(Math.Min(rows, MostAsked));

    /// <inheritdoc/>
    public Problem Pose(PoolTestSplit split, FeatureMatrix pool, FeatureMatrix test, int start)
    {
        Dataset data = split.Data;
        int[] drawn = DrawStart(split, start);
        var pairs = new RowPairs(pool, Math.Min(pool.Rows, MostAsked), data.Classes);
        int[] classes = Array.ConvertAll(split.PoolRows, row => data.Labels[row]);
        var items = new Items(
            data.Name, data.Hash, pairs.Differences(), [.. Enumerable.Range(0, pairs.Count).Select(item => split.PoolRows[pairs.First(item)])], drawn)
        {
            Pairs = pairs,
        };
        int[] truth = Array.ConvertAll(split.TestRows, row => data.Labels[row]);
        var judge = new Judge(test, truth, new AnswerSpace(Math.Max(data.Classes, MostClusters)));
        return new Problem(this, items, Units(data), new PairOracle(pairs, classes), judge, drawn);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(int Item, double Answer)> Implied(Pool pool)
    {
        RowPairs pairs = pool.Items.Pairs!;
        var closure = LinkClosure.Of(pairs, pool.Labelled, pool.Labels);
        var implied = new List<(int, double)>();
        foreach (int item in pool.Candidates)
        {
            if (closure.Of(pairs.First(item), pairs.Second(item)) is bool together)
            {
                implied.Add((item, together ? 1 : 0));
            }
        }
        return implied;
    }

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count)
    {
        var generator = new Pcg64(split.Seed, $"start pairs/{split.Data.Hash}/{split.Options.Describe()}");
        return [.. generator.Permutation(ItemsOf(split.PoolRows.Length)).Take(count)];
    }

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => [.. labelled.Take(DefaultStart)];

    /// <inheritdoc/>
    /// <remarks>Clusterings need no answer.</remarks>
    public bool CanLearn(Dataset data) => true;
}
