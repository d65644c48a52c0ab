using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The pool in clusters, one more than there are labelled and taken rows: <see cref="KMeans"/>, on a seeded sample of a large pool.
/// </summary>
/// <remarks>
/// Seeds are drawn once per episode, and each number of clusters begins with as many of them, so that clusters depend on their number and not on how it was
/// reached.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class PoolClusters(SignalContext context)
{
    // As in the code of TypiClust.
    private const int MostClusters = 500;

    private const int SampleSize = 2048;

    private readonly RowLots _lots = new();
    private readonly KMeans _means = new();
    private int[] _sizes = [];
    private int[] _clusterOfRow = [];
    private bool[] _covered = [];
    private int _rows;
    private int _taken = -1;
    private bool _begun;

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again)
    {
        _begun &= again;
        Forget();
    }

    /// <summary>Forgets which rows are labelled or taken.</summary>
    public void Forget() => _taken = -1;

    /// <summary>The share of the sampled rows that are in a row's cluster; 0 where the cluster has a labelled or taken row.</summary>
    /// <param name="row">Pool row.</param>
    public float OpenShare(int row)
    {
        Know();
        int cluster = _clusterOfRow[row];
        return _covered[cluster] ? 0 : (float)_sizes[cluster] / _rows;
    }

    /// <summary>Squared distance of a row to the middle of its cluster.</summary>
    /// <param name="row">Pool row.</param>
    public float ToCentreSquared(int row)
    {
        Know();
        return VectorMath.SquaredDistance(context.Items.Features.Row(row), _means.Centre(_clusterOfRow[row]));
    }

    /// <summary>The cluster of a row.</summary>
    /// <param name="row">Pool row.</param>
    public int Of(int row)
    {
        Know();
        return _clusterOfRow[row];
    }

    /// <summary>Number of clusters.</summary>
    public int Count
    {
        get
        {
            Know();
            return _means.Clusters;
        }
    }

    private void Know()
    {
        Pool pool = context.Pool;
        FeatureMatrix features = context.Items.Features;
        int taken = pool.Labelled.Length + pool.Pending.Length;
        if (_taken == taken)
        {
            return;
        }
        if (!_begun)
        {
            Begin(features);
        }
        if (_means.Run(Math.Min(Math.Min(taken + 1, MostClusters), _rows)))
        {
            Span<int> sizes = Buffers.Reserve(ref _sizes, _means.Clusters);
            sizes.Clear();
            foreach (int cluster in _means.ClusterOf)
            {
                sizes[cluster]++;
            }
            _means.Assign(features.Values, Buffers.Reserve(ref _clusterOfRow, features.Rows));
        }
        _taken = taken;
        Buffers.Reserve(ref _covered, _means.Clusters).Clear();
        foreach (int row in pool.Labelled)
        {
            _covered[_clusterOfRow[row]] = true;
        }
        foreach (int row in pool.Pending)
        {
            _covered[_clusterOfRow[row]] = true;
        }
    }

    private void Begin(FeatureMatrix pool)
    {
        _begun = true;
        _lots.Draw(context.Items, SeedSequence.Child(context.Seed, "clusters"));
        _rows = Math.Min(pool.Rows, SampleSize);
        Span<float> sample = _means.Start(_rows, pool.Columns, SeedSequence.Child(context.Seed, "cluster seeds"));
        for (int i = 0; i < _rows; i++)
        {
            pool.Row(_lots.Order[i]).CopyTo(sample[(i * pool.Columns)..]);
        }
    }
}
