using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>K-means of rows, each of which may count with a weight, from seeds of k-means++.</summary>
/// <remarks>
/// Sources: Lloyd, "Least Squares Quantization in PCM" (1982); Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding" (2007).
/// </remarks>
internal sealed class KMeans
{
    private const int Iterations = 10;
    private const int ChunkRows = 128;

    private readonly List<int> _seeds = [];
    private float[] _rows = [];
    private float[] _weights = [];
    private float[] _toSeed = [];
    private float[] _centres = [];
    private float[] _columns = [];
    private float[] _lengths = [];
    private float[] _products = [];
    private int[] _clusterOf = [];
    private double[] _sizes = [];
    private ulong _draws;
    private int _count;
    private int _width;
    private bool _weighted;

    /// <summary>Number of clusters of the last <see cref="Run"/>.</summary>
    public int Clusters { get; private set; }

    /// <summary>Cluster of each row.</summary>
    public ReadOnlySpan<int> ClusterOf => _clusterOf.AsSpan(0, _count);

    /// <summary>Takes in rows; no seed is drawn yet.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="draws">Draws the seeds.</param>
    /// <returns>Memory for the rows [count x width], to be filled.</returns>
    public Span<float> Start(int count, int width, ulong draws)
    {
        (_count, _width, _draws) = (count, width, draws);
        _weighted = false;
        _seeds.Clear();
        Clusters = 0;
        Buffers.Reserve(ref _toSeed, count).Fill(float.PositiveInfinity);
        return Buffers.Reserve(ref _rows, count * width);
    }

    /// <summary>Has rows count differently.</summary>
    /// <returns>Memory for the weight of each row, none negative, to be filled before the first seed is drawn.</returns>
    public Span<float> Weigh()
    {
        _weighted = true;
        return Buffers.Reserve(ref _weights, _count);
    }

    /// <summary>Clusters the rows, from the first seeds that were drawn; fewer clusters if all rows are copies of fewer seeds.</summary>
    /// <param name="clusters">Number of clusters.</param>
    /// <returns>Whether the number of clusters is another one than before.</returns>
    public bool Run(int clusters)
    {
        while (_seeds.Count < clusters && DrawSeed())
        {
        }
        clusters = Math.Min(clusters, _seeds.Count);
        if (clusters == Clusters)
        {
            return false;
        }
        Clusters = clusters;
        Span<float> centres = Buffers.Reserve(ref _centres, clusters * _width);
        for (int k = 0; k < clusters; k++)
        {
            _rows.AsSpan(_seeds[k] * _width, _width).CopyTo(centres[(k * _width)..]);
        }
        Span<int> clusterOf = Buffers.Reserve(ref _clusterOf, _count);
        clusterOf.Fill(-1);
        for (int iteration = 0; Assign(_rows, clusterOf) && iteration < Iterations; iteration++)
        {
            MoveCentres(centres);
        }
        return true;
    }

    /// <summary>Middle of a cluster.</summary>
    /// <param name="cluster">0..<see cref="Clusters"/>-1.</param>
    public ReadOnlySpan<float> Centre(int cluster) => _centres.AsSpan(cluster * _width, _width);

    /// <summary>Gives each of some rows, which need not be those that were taken in, the nearest centre, of equally near ones the first.</summary>
    /// <param name="rows">Row-major, of the same columns.</param>
    /// <param name="clusterOf">Receives the cluster of each row.</param>
    /// <returns>Whether any changed.</returns>
    public bool Assign(ReadOnlySpan<float> rows, Span<int> clusterOf)
    {
        int lanes = FloatProducts.Pad(Clusters);
        Span<float> side = Buffers.Reserve(ref _columns, _width * lanes);
        side.Clear();
        Span<float> lengths = Buffers.Reserve(ref _lengths, Clusters);
        for (int k = 0; k < Clusters; k++)
        {
            ReadOnlySpan<float> centre = Centre(k);
            lengths[k] = VectorMath.Dot(centre, centre);
            for (int j = 0; j < _width; j++)
            {
                side[(j * lanes) + k] = centre[j];
            }
        }
        bool changed = false;
        Span<float> products = Buffers.Reserve(ref _products, ChunkRows * lanes);
        for (int start = 0; start < clusterOf.Length; start += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, clusterOf.Length - start);
            products.Clear();
            FloatProducts.Add(rows[(start * _width)..], _width, chunk, side, lanes, _width, products, lanes, lanes);
            for (int i = 0; i < chunk; i++)
            {
                int nearest = 0;
                float least = float.PositiveInfinity;
                for (int k = 0; k < Clusters; k++)
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

    // With a chance in proportion to the weight and the squared distance to the nearest seed, the first to the weight alone, or the first row where rows have
    // no weights; false if all rows are copies of seeds.
    private bool DrawSeed()
    {
        double total = 0;
        for (int i = 0; i < _count; i++)
        {
            total += Chance(i);
        }
        if (_seeds.Count > 0 && total == 0)
        {
            return false;
        }
        double lot = (SeedSequence.Child(_draws, (ulong)_seeds.Count) >> 11) * (1.0 / (1UL << 53)) * total;
        int seed = 0;
        for (int i = 0; i < _count && total > 0; i++)
        {
            float chance = Chance(i);
            if (chance > 0)
            {
                seed = i;
                lot -= chance;
                if (lot < 0)
                {
                    break;
                }
            }
        }
        ReadOnlySpan<float> own = _rows.AsSpan(seed * _width, _width);
        for (int i = 0; i < _count; i++)
        {
            _toSeed[i] = MathF.Min(_toSeed[i], VectorMath.SquaredDistance(_rows.AsSpan(i * _width, _width), own));
        }
        _seeds.Add(seed);
        return true;
    }

    private float Chance(int row) => (_seeds.Count > 0, _weighted) switch
    {
        (false, false) => 0,
        (false, true) => _weights[row],
        (true, false) => _toSeed[row],
        _ => _weights[row] * _toSeed[row],
    };

    // A cluster without rows that count keeps its centre.
    private void MoveCentres(Span<float> centres)
    {
        Span<double> sizes = Buffers.Reserve(ref _sizes, Clusters);
        sizes.Clear();
        for (int i = 0; i < _count; i++)
        {
            sizes[_clusterOf[i]] += _weighted ? _weights[i] : 1;
        }
        for (int k = 0; k < Clusters; k++)
        {
            if (sizes[k] > 0)
            {
                centres.Slice(k * _width, _width).Clear();
            }
        }
        for (int i = 0; i < _count; i++)
        {
            int cluster = _clusterOf[i];
            if (sizes[cluster] > 0)
            {
                float share = _weighted ? (float)(_weights[i] / sizes[cluster]) : 1f / (float)sizes[cluster];
                VectorMath.AddScaled(share, _rows.AsSpan(i * _width, _width), centres.Slice(cluster * _width, _width));
            }
        }
    }
}
