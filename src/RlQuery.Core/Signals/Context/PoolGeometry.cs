using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Distances within a pool, computed once per episode: each row's nearest neighbours, their spacing, and how dense its surroundings are.</summary>
/// <remarks>
/// Beyond <see cref="ExactLimit"/> rows, neighbours and density are taken from a seeded reference sample, so that the cost grows linearly.
/// Buffers are kept from episode to episode.
/// </remarks>
public sealed partial class PoolGeometry
{
    /// <summary>Neighbours of a row.</summary>
    public const int NeighbourCount = 10;

    /// <summary>Up to this many rows, every row is compared with every other.</summary>
    public const int ExactLimit = 4096;

    private const int ReferenceSize = 1024;

    private readonly RowLots _lots = new();
    private readonly int[] _reference = new int[ReferenceSize];
    private int[] _neighbours = [];
    private float[] _nearest = [];
    private int[] _found = [];
    private float[] _spacing = [];
    private double[] _totals = [];
    private float[] _similarity = [];
    private int _rows;

    /// <summary>Number of neighbours per row: <see cref="NeighbourCount"/>, or fewer in a tiny pool.</summary>
    public int PerRow { get; private set; }

    /// <summary>Mean distance of each row to its neighbours: the local spacing.</summary>
    public ReadOnlySpan<float> Spacing => _spacing.AsSpan(0, _rows);

    /// <summary>Mean of 1 / (1 + distance) over the pool, the row itself included: modAL's information density.</summary>
    public ReadOnlySpan<float> Similarity => _similarity.AsSpan(0, _rows);

    /// <summary>The nearest other rows, nearest first.</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<int> Neighbours(int row) => _neighbours.AsSpan(row * PerRow, PerRow);

    /// <summary>Compares the rows of a pool.</summary>
    /// <param name="items">They are compared.</param>
    /// <param name="seed">Draws the reference sample of a large pool.</param>
    public void Start(Items items, ulong seed) => Start(items, seed, null);

    /// <summary>Compares the rows of a pool.</summary>
    /// <param name="items">They are compared.</param>
    /// <param name="seed">Draws the reference sample of a large pool.</param>
    /// <param name="products">Products of all pairs, if they are known.</param>
    internal void Start(Items items, ulong seed, PoolProducts? products)
    {
        FeatureMatrix pool = items.Features;
        _rows = pool.Rows;
        bool exact = _rows <= ExactLimit;
        PerRow = Math.Min(NeighbourCount, Math.Max(0, (exact ? _rows : ReferenceSize) - 1));
        Reserve();
        if (products is not null && PerRow > 0)
        {
            CompareByProducts(products);
        }
        else if (exact)
        {
            CompareAll(pool);
        }
        else if (items.AreShortlist)
        {
            CompareWithBlocks(items, seed);
        }
        else
        {
            CompareWithSample(items, seed);
        }
        for (int i = 0; i < _rows; i++)
        {
            float total = 0;
            for (int j = 0; j < _found[i]; j++)
            {
                total += MathF.Sqrt(_nearest[(i * PerRow) + j]);
            }
            _spacing[i] = _found[i] == 0 ? 0 : total / _found[i];
        }
    }

    private void Reserve()
    {
        if (_spacing.Length < _rows)
        {
            _neighbours = new int[_rows * NeighbourCount];
            _nearest = new float[_rows * NeighbourCount];
            _found = new int[_rows];
            _spacing = new float[_rows];
            _totals = new double[_rows];
            _similarity = new float[_rows];
        }
        Array.Clear(_found);
        // A row is at distance 0 from itself.
        Array.Fill(_totals, 1);
    }

    // Each pair is measured once and noted at both rows.
    private void CompareAll(FeatureMatrix pool)
    {
        for (int i = 0; i < _rows; i++)
        {
            ReadOnlySpan<float> own = pool.Row(i);
            for (int j = i + 1; j < _rows; j++)
            {
                float squared = VectorMath.SquaredDistance(own, pool.Row(j));
                double similarity = 1 / (1 + MathF.Sqrt(squared));
                _totals[i] += similarity;
                _totals[j] += similarity;
                Note(i, j, squared);
                Note(j, i, squared);
            }
        }
        for (int i = 0; i < _rows; i++)
        {
            _similarity[i] = (float)(_totals[i] / _rows);
        }
    }

    private void CompareWithSample(Items items, ulong seed)
    {
        FeatureMatrix pool = items.Features;
        DrawReference(items, seed);
        for (int i = 0; i < _rows; i++)
        {
            ReadOnlySpan<float> own = pool.Row(i);
            int compared = 1;
            foreach (int other in _reference)
            {
                if (other != i)
                {
                    float squared = VectorMath.SquaredDistance(own, pool.Row(other));
                    _totals[i] += 1 / (1 + MathF.Sqrt(squared));
                    compared++;
                    Note(i, other, squared);
                }
            }
            _similarity[i] = (float)(_totals[i] / compared);
        }
    }

    private void DrawReference(Items items, ulong seed)
    {
        _lots.Draw(items, SeedSequence.Child(seed, "reference sample"));
        _lots.Order[..ReferenceSize].CopyTo(_reference);
        Array.Sort(_reference);
    }

    // Rows come in ascending order, so that of equally near ones the lowest are kept.
    private void Note(int row, int other, float squared)
    {
        int found = _found[row];
        int start = row * PerRow;
        if (found == PerRow)
        {
            if (squared >= _nearest[start + PerRow - 1])
            {
                return;
            }
            found--;
        }
        else
        {
            _found[row]++;
        }
        int place = start + found;
        for (; place > start && _nearest[place - 1] > squared; place--)
        {
            _nearest[place] = _nearest[place - 1];
            _neighbours[place] = _neighbours[place - 1];
        }
        _nearest[place] = squared;
        _neighbours[place] = other;
    }
}
