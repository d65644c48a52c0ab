using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The mean distance of each pool row to its 20 nearest other rows, measured once per episode; of a large pool, to those of a seeded sample.</summary>
internal sealed class Typicality
{
    private const int NeighbourCount = 20;
    private const int SampleSize = 2048;

    // Rows whose products with a block stay in the cache.
    private const int ChunkRows = 128;

    private readonly RowLots _lots = new();
    private readonly float[] _products = new float[ChunkRows * FeatureMatrix.BlockRows];
    private int[] _sample = [];
    private float[] _block = [];
    private float[] _lengths = [];
    private float[] _nearest = [];
    private float[] _spacing = [];
    private int _rows;

    /// <summary>Mean distance of each row.</summary>
    public ReadOnlySpan<float> Spacing => _spacing.AsSpan(0, _rows);

    /// <summary>Measures the rows of a pool.</summary>
    /// <param name="items">They are compared.</param>
    /// <param name="seed">Draws the sample of a large pool.</param>
    public void Start(Items items, ulong seed)
    {
        FeatureMatrix pool = items.Features;
        _rows = pool.Rows;
        Span<int> sample = Buffers.Reserve(ref _sample, Math.Min(_rows, SampleSize));
        _lots.Draw(items, SeedSequence.Child(seed, "typicality"));
        _lots.Order[..sample.Length].CopyTo(sample);
        Buffers.Reserve(ref _block, FeatureMatrix.BlockRows * pool.Columns);
        Span<float> lengths = Buffers.Reserve(ref _lengths, _rows);
        for (int i = 0; i < _rows; i++)
        {
            lengths[i] = VectorMath.Dot(pool.Row(i), pool.Row(i));
        }
        Buffers.Reserve(ref _nearest, _rows * NeighbourCount).Fill(float.PositiveInfinity);
        for (int first = 0; first < sample.Length; first += FeatureMatrix.BlockRows)
        {
            Compare(pool, sample.Slice(first, Math.Min(FeatureMatrix.BlockRows, sample.Length - first)));
        }
        Span<float> spacing = Buffers.Reserve(ref _spacing, _rows);
        for (int i = 0; i < _rows; i++)
        {
            float total = 0;
            int found = 0;
            foreach (float squared in _nearest.AsSpan(i * NeighbourCount, NeighbourCount))
            {
                if (float.IsFinite(squared))
                {
                    total += MathF.Sqrt(squared);
                    found++;
                }
            }
            spacing[i] = found == 0 ? 0 : total / found;
        }
    }

    private void Compare(FeatureMatrix pool, ReadOnlySpan<int> others)
    {
        Span<float> block = _block.AsSpan(0, FeatureMatrix.BlockRows * pool.Columns);
        block.Clear();
        for (int lane = 0; lane < others.Length; lane++)
        {
            ReadOnlySpan<float> row = pool.Row(others[lane]);
            for (int j = 0; j < row.Length; j++)
            {
                block[(j * FeatureMatrix.BlockRows) + lane] = row[j];
            }
        }
        for (int start = 0; start < _rows; start += ChunkRows)
        {
            int count = Math.Min(ChunkRows, _rows - start);
            Array.Clear(_products);
            FloatProducts.Add(
                pool.Values[(start * pool.Columns)..], pool.Columns, count, block, FeatureMatrix.BlockRows, pool.Columns, _products, FeatureMatrix.BlockRows,
                FeatureMatrix.BlockRows);
            for (int i = start; i < start + count; i++)
            {
                Span<float> nearest = _nearest.AsSpan(i * NeighbourCount, NeighbourCount);
                ReadOnlySpan<float> products = _products.AsSpan((i - start) * FeatureMatrix.BlockRows, others.Length);
                for (int lane = 0; lane < products.Length; lane++)
                {
                    float squared = MathF.Max(0, _lengths[i] + _lengths[others[lane]] - (2 * products[lane]));
                    if (squared < nearest[^1] && others[lane] != i)
                    {
                        Note(squared, nearest);
                    }
                }
            }
        }
    }

    private static void Note(float squared, Span<float> nearest)
    {
        int place = nearest.Length - 1;
        for (; place > 0 && nearest[place - 1] > squared; place--)
        {
            nearest[place] = nearest[place - 1];
        }
        nearest[place] = squared;
    }
}
