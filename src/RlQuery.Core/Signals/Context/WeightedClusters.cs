using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>Rows in clusters by weighted <see cref="KMeans"/>, of which the heaviest without a labelled or taken row gives the next choice.</summary>
internal sealed class WeightedClusters
{
    private readonly KMeans _means = new();
    private float[] _rows = [];
    private float[] _heft = [];
    private int[] _clusterOf = [];
    private bool[] _closed = [];
    private bool[] _offered = [];

    /// <summary>Scores candidates: the distance of the nearest one to the middle of the heaviest open cluster over its own, 0 outside of it.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="rows">Pool rows, in an order that does not depend on their places in the pool; all candidates that can be chosen are among them.</param>
    /// <param name="weights">Weight of each of the rows.</param>
    /// <param name="sample">How many of the rows, from the first, are clustered; the others go to the nearest middle.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="draws">Draws the seeds.</param>
    /// <param name="values">Receives a value for each candidate.</param>
    public void Score(
        SignalContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, int sample, int clusters, ulong draws, Span<float> values)
    {
        FeatureMatrix pool = context.Items.Features;
        int columns = pool.Columns;
        Span<float> features = Buffers.Reserve(ref _rows, rows.Length * columns);
        for (int i = 0; i < rows.Length; i++)
        {
            pool.Row(rows[i]).CopyTo(features[(i * columns)..]);
        }
        features[..(sample * columns)].CopyTo(_means.Start(sample, columns, draws));
        weights[..sample].CopyTo(_means.Weigh());
        _means.Run(Math.Min(clusters, sample));
        Span<int> assigned = Buffers.Reserve(ref _clusterOf, rows.Length);
        _means.Assign(features, assigned);
        Span<int> clusterOf = context.Ints(pool.Rows);
        clusterOf.Fill(-1);
        for (int i = 0; i < rows.Length; i++)
        {
            clusterOf[rows[i]] = assigned[i];
        }
        int heaviest = Heaviest(context, clusterOf, assigned[..sample], weights);
        values.Clear();
        float least = float.PositiveInfinity;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            if (heaviest >= 0 && clusterOf[row] == heaviest)
            {
                values[i] = MathF.Sqrt(VectorMath.SquaredDistance(pool.Row(row), _means.Centre(heaviest)));
                least = MathF.Min(least, values[i]);
            }
        }
        for (int i = 0; i < values.Length; i++)
        {
            bool inside = heaviest >= 0 && clusterOf[context.Candidates[i]] == heaviest;
            values[i] = !inside ? 0 : values[i] == least ? 1 : least / values[i];
        }
    }

    // The cluster without a labelled or taken row, and with a candidate, whose rows weigh most; -1 for none.
    private int Heaviest(SignalContext context, ReadOnlySpan<int> clusterOf, ReadOnlySpan<int> sampled, ReadOnlySpan<float> weights)
    {
        int clusters = _means.Clusters;
        Span<bool> closed = Buffers.Reserve(ref _closed, clusters);
        Span<bool> offered = Buffers.Reserve(ref _offered, clusters);
        Span<float> heft = Buffers.Reserve(ref _heft, clusters);
        closed.Clear();
        offered.Clear();
        heft.Clear();
        Close(context.Pool.Labelled, clusterOf, closed);
        Close(context.Pool.Pending, clusterOf, closed);
        Close(context.Candidates, clusterOf, offered);
        for (int i = 0; i < sampled.Length; i++)
        {
            heft[sampled[i]] += weights[i];
        }
        int heaviest = -1;
        for (int k = 0; k < clusters; k++)
        {
            if (!closed[k] && offered[k] && (heaviest < 0 || heft[k] > heft[heaviest]))
            {
                heaviest = k;
            }
        }
        return heaviest;
    }

    private static void Close(ReadOnlySpan<int> rows, ReadOnlySpan<int> clusterOf, Span<bool> marks)
    {
        foreach (int row in rows)
        {
            if (clusterOf[row] >= 0)
            {
                marks[clusterOf[row]] = true;
            }
        }
    }
}
