using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Distances from every pool row to a seeded sample of the pool, measured once per episode.</summary>
/// <remarks>If the pool is too large to keep its distances, each row's distances are computed on demand, so that memory stays bounded.</remarks>
public sealed class ReferenceDistances
{
    /// <summary>Rows in the sample, if the pool has as many.</summary>
    public const int SampleSize = 256;

    private const int KeptRows = 1 << 16;

    private readonly RowLots _lots = new();
    private readonly ReferenceBlocks _blocks = new();
    private readonly float[] _row = new float[SampleSize];
    private float[] _distances = [];
    private FeatureMatrix? _pool;
    private bool _kept;
    private bool _inBlocks;

    /// <summary>Pool rows in the sample.</summary>
    public ReadOnlySpan<int> Sample => _lots.Order[..Math.Min(SampleSize, _lots.Order.Length)];

    /// <summary>Begins an episode.</summary>
    /// <param name="items">They are sampled.</param>
    /// <param name="seed">Draws the sample.</param>
    public void Start(Items items, ulong seed) => Start(items, seed, null);

    /// <summary>Begins an episode.</summary>
    /// <param name="items">They are sampled.</param>
    /// <param name="seed">Draws the sample.</param>
    /// <param name="products">Products of all pairs of rows, if they are known.</param>
    internal void Start(Items items, ulong seed, PoolProducts? products)
    {
        _lots.Draw(items, SeedSequence.Child(seed, "reference distances"));
        _pool = items.Features;
        _kept = _pool.Rows <= KeptRows;
        int length = _kept ? _pool.Rows * Sample.Length : 0;
        if (_distances.Length < length)
        {
            _distances = new float[length];
        }
        if (products is not null)
        {
            MeasureByProducts(products);
            return;
        }
        // The sample of a shortlist is whole blocks of rows.
        _inBlocks = items.AreShortlist;
        if (_inBlocks)
        {
            _blocks.Fill(_pool, Sample);
        }
        for (int i = 0; _kept && i < _pool.Rows; i++)
        {
            Measure(i, _distances.AsSpan(i * Sample.Length, Sample.Length));
        }
    }

    /// <summary>Distance of a pool row to each row of the sample; holds until the next call.</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> Of(int row)
    {
        if (_kept)
        {
            return _distances.AsSpan(row * Sample.Length, Sample.Length);
        }
        Measure(row, _row.AsSpan(0, Sample.Length));
        return _row.AsSpan(0, Sample.Length);
    }

    private void MeasureByProducts(PoolProducts products)
    {
        ReadOnlySpan<int> sample = Sample;
        for (int i = 0; i < _pool!.Rows; i++)
        {
            Span<float> distances = _distances.AsSpan(i * sample.Length, sample.Length);
            for (int j = 0; j < distances.Length; j++)
            {
                distances[j] = products.Squared(i, sample[j]);
            }
            VectorMath.Sqrt(distances);
        }
    }

    private void Measure(int row, Span<float> distances)
    {
        ReadOnlySpan<float> own = _pool!.Row(row);
        if (_inBlocks)
        {
            _blocks.Measure(own, distances);
            VectorMath.Sqrt(distances);
            return;
        }
        for (int j = 0; j < distances.Length; j++)
        {
            distances[j] = MathF.Sqrt(VectorMath.SquaredDistance(own, _pool.Row(Sample[j])));
        }
    }
}
