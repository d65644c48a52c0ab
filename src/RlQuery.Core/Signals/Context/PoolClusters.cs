using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The pool in clusters, one more than there are labelled and taken rows: k-means from seeds of k-means++, on a seeded sample of a large pool.
/// </summary>
/// <remarks>
/// Sources: Lloyd, "Least Squares Quantization in PCM" (1982); Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding" (2007). Seeds are
/// drawn once per episode, and each number of clusters begins with as many of them, so that clusters depend on their number and not on how it was reached.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class PoolClusters(SignalContext context)
{
    // As in the authors' code.
    private const int MostClusters = 500;

    private const int SampleSize = 2048;
    private const int Iterations = 10;
    private const int ChunkRows = 128;

    private readonly RowLots _lots = new();
    private readonly List<int> _seeds = [];
    private float[] _sample = [];
    private float[] _toSeed = [];
    private float[] _centres = [];
    private float[] _columns = [];
    private float[] _lengths = [];
    private float[] _products = [];
    private int[] _clusterOf = [];
    private int[] _sizes = [];
    private int[] _clusterOfRow = [];
    private bool[] _covered = [];
    private ulong _draws;
    private int _rows;
    private int _clusters;
    private int _taken = -1;
    private bool _begun;

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again)
    {
        _begun &= again;
        _clusters = _begun ? _clusters : 0;
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

    private void Know()
    {
        Pool pool = context.Pool;
        int taken = pool.Labelled.Length + pool.Pending.Length;
        if (_taken == taken)
        {
            return;
        }
        if (!_begun)
        {
            Begin();
        }
        int clusters = Math.Min(Math.Min(taken + 1, MostClusters), _rows);
        while (_seeds.Count < clusters && DrawSeed())
        {
        }
        clusters = Math.Min(clusters, _seeds.Count);
        if (clusters != _clusters)
        {
            _clusters = clusters;
            Cluster();
        }
        _taken = taken;
        Buffers.Reserve(ref _covered, clusters).Clear();
        foreach (int row in pool.Labelled)
        {
            _covered[_clusterOfRow[row]] = true;
        }
        foreach (int row in pool.Pending)
        {
            _covered[_clusterOfRow[row]] = true;
        }
    }

    private void Begin()
    {
        FeatureMatrix pool = context.Items.Features;
        _begun = true;
        _lots.Draw(context.Items, SeedSequence.Child(context.Seed, "clusters"));
        _draws = SeedSequence.Child(context.Seed, "cluster seeds");
        _rows = Math.Min(pool.Rows, SampleSize);
        _seeds.Clear();
        Span<float> sample = Buffers.Reserve(ref _sample, _rows * pool.Columns);
        for (int i = 0; i < _rows; i++)
        {
            pool.Row(_lots.Order[i]).CopyTo(sample[(i * pool.Columns)..]);
        }
        Buffers.Reserve(ref _toSeed, _rows).Fill(float.PositiveInfinity);
    }

    // With a chance in proportion to the squared distance to the nearest seed; false if all rows are copies of seeds.
    private bool DrawSeed()
    {
        int columns = context.Items.Features.Columns;
        double total = 0;
        for (int i = 0; i < _rows && _seeds.Count > 0; i++)
        {
            total += _toSeed[i];
        }
        if (_seeds.Count > 0 && total == 0)
        {
            return false;
        }
        double lot = (SeedSequence.Child(_draws, (ulong)_seeds.Count) >> 11) * (1.0 / (1UL << 53)) * total;
        int seed = 0;
        for (int i = 0; i < _rows && _seeds.Count > 0; i++)
        {
            if (_toSeed[i] > 0)
            {
                seed = i;
                lot -= _toSeed[i];
                if (lot < 0)
                {
                    break;
                }
            }
        }
        ReadOnlySpan<float> own = _sample.AsSpan(seed * columns, columns);
        for (int i = 0; i < _rows; i++)
        {
            _toSeed[i] = MathF.Min(_toSeed[i], VectorMath.SquaredDistance(_sample.AsSpan(i * columns, columns), own));
        }
        _seeds.Add(seed);
        return true;
    }

    private void Cluster()
    {
        FeatureMatrix pool = context.Items.Features;
        int columns = pool.Columns;
        Span<float> centres = Buffers.Reserve(ref _centres, _clusters * columns);
        for (int k = 0; k < _clusters; k++)
        {
            _sample.AsSpan(_seeds[k] * columns, columns).CopyTo(centres[(k * columns)..]);
        }
        Span<int> clusterOf = Buffers.Reserve(ref _clusterOf, _rows);
        clusterOf.Fill(-1);
        for (int iteration = 0; Assign(_sample, _rows, clusterOf) && iteration < Iterations; iteration++)
        {
            MoveCentres(centres, columns);
        }
        Span<int> sizes = Buffers.Reserve(ref _sizes, _clusters);
        sizes.Clear();
        foreach (int cluster in clusterOf)
        {
            sizes[cluster]++;
        }
        Assign(pool.Values, pool.Rows, Buffers.Reserve(ref _clusterOfRow, pool.Rows));
    }

    // Gives each row the nearest centre, of equally near ones the first, and says whether any changed.
    private bool Assign(ReadOnlySpan<float> rows, int count, Span<int> clusterOf)
    {
        int columns = context.Items.Features.Columns;
        int lanes = FloatProducts.Pad(_clusters);
        Span<float> side = Buffers.Reserve(ref _columns, columns * lanes);
        side.Clear();
        Span<float> lengths = Buffers.Reserve(ref _lengths, _clusters);
        for (int k = 0; k < _clusters; k++)
        {
            ReadOnlySpan<float> centre = _centres.AsSpan(k * columns, columns);
            lengths[k] = VectorMath.Dot(centre, centre);
            for (int j = 0; j < columns; j++)
            {
                side[(j * lanes) + k] = centre[j];
            }
        }
        bool changed = false;
        Span<float> products = Buffers.Reserve(ref _products, ChunkRows * lanes);
        for (int start = 0; start < count; start += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - start);
            products.Clear();
            FloatProducts.Add(rows[(start * columns)..], columns, chunk, side, lanes, columns, products, lanes, lanes);
            for (int i = 0; i < chunk; i++)
            {
                int nearest = 0;
                float least = float.PositiveInfinity;
                for (int k = 0; k < _clusters; k++)
                {
                    float distance = lengths[k] - (2 * products[(i * lanes) + k]);
                    nearest = distance < least ? k : nearest;
                    least = MathF.Min(distance, least);
                }
                changed |= clusterOf[start + i] != nearest;
                clusterOf[start + i] = nearest;
            }
        }
        return changed;
    }

    // A cluster without rows keeps its centre.
    private void MoveCentres(Span<float> centres, int columns)
    {
        Span<int> sizes = Buffers.Reserve(ref _sizes, _clusters);
        sizes.Clear();
        foreach (int cluster in _clusterOf.AsSpan(0, _rows))
        {
            sizes[cluster]++;
        }
        for (int k = 0; k < _clusters; k++)
        {
            if (sizes[k] > 0)
            {
                centres.Slice(k * columns, columns).Clear();
            }
        }
        for (int i = 0; i < _rows; i++)
        {
            int cluster = _clusterOf[i];
            VectorMath.AddScaled(1f / sizes[cluster], _sample.AsSpan(i * columns, columns), centres.Slice(cluster * columns, columns));
        }
    }
}
