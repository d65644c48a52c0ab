using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>Distances within a pool, computed once per problem: each row's nearest neighbours, their spacing, and how dense its surroundings are.</summary>
/// <remarks>
/// Beyond <see cref="ExactLimit"/> rows, neighbours and density are taken from a seeded reference sample, so that the cost grows linearly.
/// </remarks>
public sealed class PoolGeometry
{
    /// <summary>Neighbours of a row.</summary>
    public const int NeighbourCount = 10;

    /// <summary>Up to so many rows every row is compared with every other.</summary>
    public const int ExactLimit = 4096;

    private const int ReferenceSize = 1024;

    private readonly int[] _neighbours;
    private readonly float[] _spacing;
    private readonly float[] _similarity;

    /// <summary>Compares the rows of a pool.</summary>
    /// <param name="pool">Standardised features.</param>
    /// <param name="seed">Draws the reference sample of a large pool.</param>
    public PoolGeometry(FeatureMatrix pool, ulong seed)
    {
        int[] reference = Reference(pool.Rows, seed);
        PerRow = Math.Min(NeighbourCount, Math.Max(0, reference.Length - 1));
        _neighbours = new int[pool.Rows * PerRow];
        _spacing = new float[pool.Rows];
        _similarity = new float[pool.Rows];
        Span<float> nearest = stackalloc float[NeighbourCount];
        for (int i = 0; i < pool.Rows; i++)
        {
            Compare(pool, reference, i, nearest[..PerRow]);
        }
    }

    /// <summary>Number of neighbours per row: <see cref="NeighbourCount"/>, or fewer in a tiny pool.</summary>
    public int PerRow { get; }

    /// <summary>Mean distance of each row to its neighbours: the local spacing.</summary>
    public ReadOnlySpan<float> Spacing => _spacing;

    /// <summary>Mean of 1 / (1 + distance) over the pool, the row itself included: modAL's information density.</summary>
    public ReadOnlySpan<float> Similarity => _similarity;

    /// <summary>The nearest other rows, nearest first.</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<int> Neighbours(int row) => _neighbours.AsSpan(row * PerRow, PerRow);

    private static int[] Reference(int rows, ulong seed)
    {
        if (rows > ExactLimit)
        {
            int[] sample = new Pcg64(seed, "reference sample").Permutation(rows)[..ReferenceSize];
            Array.Sort(sample);
            return sample;
        }
        int[] all = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            all[i] = i;
        }
        return all;
    }

    private void Compare(FeatureMatrix pool, int[] reference, int row, Span<float> nearest)
    {
        Span<int> neighbours = _neighbours.AsSpan(row * PerRow, PerRow);
        ReadOnlySpan<float> own = pool.Row(row);
        nearest.Fill(float.PositiveInfinity);
        int found = 0;
        double similarity = 0;
        foreach (int other in reference)
        {
            float squared = VectorMath.SquaredDistance(own, pool.Row(other));
            similarity += 1 / (1 + MathF.Sqrt(squared));
            if (other == row || (found == PerRow && (PerRow == 0 || squared >= nearest[^1])))
            {
                continue;
            }
            int place = found < PerRow ? found++ : PerRow - 1;
            for (; place > 0 && nearest[place - 1] > squared; place--)
            {
                nearest[place] = nearest[place - 1];
                neighbours[place] = neighbours[place - 1];
            }
            nearest[place] = squared;
            neighbours[place] = other;
        }
        // A row outside the reference sample counts itself too, so that all rows are measured alike.
        bool outside = reference.Length < pool.Rows && Array.BinarySearch(reference, row) < 0;
        _similarity[row] = (float)((similarity + (outside ? 1 : 0)) / (reference.Length + (outside ? 1 : 0)));
        float total = 0;
        for (int i = 0; i < found; i++)
        {
            total += MathF.Sqrt(nearest[i]);
        }
        _spacing[row] = found == 0 ? 0 : total / found;
    }
}
