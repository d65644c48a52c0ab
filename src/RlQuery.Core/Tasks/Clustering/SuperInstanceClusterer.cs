namespace RlQuery.Core.Tasks.Clustering;

/// <summary>COBRA: super-instances are joined where an answer says that rows of both belong together. There may be more clusters than classes.</summary>
/// <remarks>
/// Source: T. Van Craenendonck, S. Dumančić and H. Blockeel, "COBRA: A Fast and Simple Method for Active Clustering with Pairwise Constraints" (2017), section
/// 3. It asks about medoids alone, as the strategy of the same name does; answers about other rows stand for their super-instances here, as long as they
/// contradict none before. Each row goes to its nearest super-instance.
/// </remarks>
internal sealed class SuperInstanceClusterer : Clusterer
{
    private SuperInstances? _instances;
    private int[] _clusterOf = [];
    private int _clusters;
    private double _scale;

    /// <inheritdoc/>
    public override string Name => SuperInstanceClustererFactory.LearnerName;

    /// <inheritdoc/>
    protected override int Clusters => _clusters;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _instances = SuperInstances.Of(Items);
        double sum = 0;
        for (int row = 0; row < Pairs.Asked; row++)
        {
            sum += SuperInstances.Squared(Pairs.Rows.Row(row), Centroid(_instances.OfRow[row]));
        }
        _scale = Math.Max(sum / Pairs.Asked, 1e-6);
    }

    /// <inheritdoc/>
    protected override void Divide()
    {
        var joined = new LinkClosure(_instances!.Medoids.Count);
        for (int i = 0; i < Answered.Count; i++)
        {
            int first = _instances.OfRow[Pairs.First(Answered[i].Item)];
            int second = _instances.OfRow[Pairs.Second(Answered[i].Item)];
            if (first != second)
            {
                joined.TryAdd(first, second, Answered[i].Together);
            }
        }
        int[] groups = [.. Enumerable.Range(0, joined.Rows).Where(instance => joined.GroupOf(instance) == instance)];
        _clusterOf = [.. Enumerable.Range(0, joined.Rows).Select(instance => Array.IndexOf(groups, joined.GroupOf(instance)))];
        _clusters = groups.Length;
    }

    /// <inheritdoc/>
    protected override void Score(ReadOnlySpan<float> row, Span<double> scores)
    {
        scores.Fill(double.NegativeInfinity);
        for (int instance = 0; instance < _clusterOf.Length; instance++)
        {
            double own = -SuperInstances.Squared(row, Centroid(instance)) / (2 * _scale);
            scores[_clusterOf[instance]] = Math.Max(scores[_clusterOf[instance]], own);
        }
    }

    private ReadOnlySpan<double> Centroid(int instance) => _instances!.Centroids.AsSpan(instance * Pairs.Rows.Columns, Pairs.Rows.Columns);
}
