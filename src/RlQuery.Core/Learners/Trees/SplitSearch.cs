using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RlQuery.Core.Learners.Trees;

/// <summary>Finds the threshold of a feature that leaves the least Gini impurity in the two parts of a node.</summary>
/// <remarks>
/// A node's rows are put in order by setting the bit of each one's place among all labelled rows. Impurity follows from Σ (weight of a class)², which each row
/// that changes sides updates; the largest Σ²/weight, summed over both sides, is the least weighted impurity.
/// </remarks>
internal sealed class SplitSearch
{
    // scikit-learn's: values so close count as equal.
    private const float Closest = 1e-7f;

    private ulong[] _bits = [];
    private double[] _left = [];
    private double[] _totals = [];
    private double _weight;
    private double _squares;
    private double _bestScore;

    /// <summary>The feature of the best split; -1 if there is none.</summary>
    public int Feature { get; private set; }

    /// <summary>Values up to this go left.</summary>
    public float Threshold { get; private set; }

    /// <summary>Whether both parts are pure, except for rounding: no other split can be better.</summary>
    public bool Perfect => _bestScore >= _weight * (1 - 1e-12);

    /// <summary>Weight of each class in the node.</summary>
    public ReadOnlySpan<double> Totals => _totals;

    /// <summary>Makes room.</summary>
    public void Prepare(int rows, int classes)
    {
        if (_bits.Length * 64 < rows)
        {
            _bits = new ulong[Math.Max(4, (rows + 63) / 64 * 2)];
        }
        if (_left.Length != classes)
        {
            _left = new double[classes];
            _totals = new double[classes];
        }
    }

    /// <summary>Begins a node.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="examples">Classes and weights of the labelled rows.</param>
    /// <returns>Whether the node has more than one class.</returns>
    public bool Begin(ReadOnlySpan<int> rows, in TreeExamples examples)
    {
        Feature = -1;
        _bestScore = double.NegativeInfinity;
        _weight = 0;
        _squares = 0;
        Array.Clear(_totals);
        foreach (int row in rows)
        {
            _totals[examples.Labels[row]] += examples.Weights[row];
        }
        int present = 0;
        foreach (double total in _totals)
        {
            _weight += total;
            _squares += total * total;
            present += total > 0 ? 1 : 0;
        }
        return present > 1;
    }

    /// <summary>Tries a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="columns">The labelled rows.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="examples">Classes and weights of the labelled rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Try(int feature, SortedColumns columns, ReadOnlySpan<int> rows, in TreeExamples examples)
    {
        ref int places = ref MemoryMarshal.GetReference(columns.Places(feature));
        ref float values = ref MemoryMarshal.GetReference(columns.Values(feature));
        ref int order = ref MemoryMarshal.GetReference(columns.Order(feature));
        ref int labels = ref MemoryMarshal.GetReference(examples.Labels);
        ref double weights = ref MemoryMarshal.GetReference(examples.Weights);
        ref double left = ref MemoryMarshal.GetArrayDataReference(_left);
        ref double totals = ref MemoryMarshal.GetArrayDataReference(_totals);
        ref ulong bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        int words = (columns.Count + 63) >> 6;
        foreach (int row in rows)
        {
            int place = Unsafe.Add(ref places, row);
            Unsafe.Add(ref bits, place >> 6) |= 1UL << place;
        }
        Array.Clear(_left);
        double best = _bestScore;
        double weight = _weight;
        double weightLeft = 0;
        double squaresLeft = 0;
        double squaresRight = _squares;
        float previous = float.PositiveInfinity;
        for (int word = 0; word < words; word++)
        {
            ulong rest = Unsafe.Add(ref bits, word);
            Unsafe.Add(ref bits, word) = 0;
            for (; rest != 0; rest &= rest - 1)
            {
                int place = (word << 6) + BitOperations.TrailingZeroCount(rest);
                float value = Unsafe.Add(ref values, place);
                if (value > previous + Closest)
                {
                    double weightRight = weight - weightLeft;
                    double score = ((squaresLeft * weightRight) + (squaresRight * weightLeft)) / (weightLeft * weightRight);
                    if (score > best)
                    {
                        best = score;
                        Feature = feature;
                        Threshold = Between(previous, value);
                    }
                }
                previous = value;
                int row = Unsafe.Add(ref order, place);
                int label = Unsafe.Add(ref labels, row);
                double own = Unsafe.Add(ref weights, row);
                double before = Unsafe.Add(ref left, label);
                squaresLeft += own * ((2 * before) + own);
                squaresRight -= own * ((2 * (Unsafe.Add(ref totals, label) - before)) - own);
                Unsafe.Add(ref left, label) = before + own;
                weightLeft += own;
            }
        }
        _bestScore = best;
    }

    // Rounding must not carry the threshold up to the greater value, which is to go right.
    private static float Between(float smaller, float greater)
    {
        float middle = (smaller / 2) + (greater / 2);
        return middle < greater ? middle : smaller;
    }
}
