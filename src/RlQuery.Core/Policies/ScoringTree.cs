using RlQuery.Core.Numerics;

namespace RlQuery.Core.Policies;

/// <summary>
/// A binary decision tree that gives a candidate a score. Its inputs are those of a gated network: signals standardised over the shortlist, z_1..z_F, then
/// state values within their bounds, s_1..s_G.
/// </summary>
/// <remarks>
/// A split sends inputs of at most its threshold to its low side. Splits are numbered from 0, the root, and each stands before those below it, so that no
/// walk can go in a circle. A side is the number of a split, or -1 - n for leaf n.
/// <para>
/// In a file, <c>tree.splits</c> [(L - 1) x 3] holds input, low side and high side of each split, <c>tree.thresholds</c> [L - 1] the thresholds and
/// <c>tree.values</c> [L] the scores of the leaves.
/// </para>
/// <para>Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984).</para>
/// </remarks>
/// <param name="splits">Input, low side and high side of each split.</param>
/// <param name="thresholds">Of each split.</param>
/// <param name="values">Score of each leaf.</param>
internal sealed class ScoringTree(long[] splits, float[] thresholds, float[] values)
{
    /// <summary>Name of the tensor of splits.</summary>
    public const string SplitsName = "tree.splits";

    /// <summary>Name of the tensor of thresholds.</summary>
    public const string ThresholdsName = "tree.thresholds";

    /// <summary>Name of the tensor of scores.</summary>
    public const string ValuesName = "tree.values";

    /// <summary>Numbers of a split in its tensor.</summary>
    public const int SplitWidth = 3;

    /// <summary>A file of more is no tree that a person could read, or that a network would not say in fewer numbers.</summary>
    public const int MostLeaves = 1024;

    /// <summary>Number of leaves, one more than splits.</summary>
    public int Leaves => values.Length;

    /// <summary>Where each walk begins: split 0, or the only leaf.</summary>
    public int Root => thresholds.Length > 0 ? 0 : LeafSide(0);

    /// <summary>How a side names a leaf.</summary>
    public static int LeafSide(int leaf) => -1 - leaf;

    /// <summary>Draws a balanced tree at random: one that has learned nothing.</summary>
    /// <param name="shape">Number of inputs and leaves.</param>
    /// <param name="generator">Where the draws come from.</param>
    public static ScoringTree Draw(NetworkShape shape, Pcg64 generator)
    {
        int count = shape.Leaves - 1;
        // Numbered like a heap: below split i are 2 i + 1 and 2 i + 2, and the leaves follow the splits.
        long Side(int number) => number < count ? number : LeafSide(number - count);
        long[] splits =
        [
            .. Enumerable.Range(0, count).SelectMany(split => (long[])
            [
                generator.NextInt(shape.Signals + shape.StateValues), Side((2 * split) + 1), Side((2 * split) + 2),
            ]),
        ];
        return new ScoringTree(splits, Gaussian(count, generator), Gaussian(shape.Leaves, generator));
    }

    /// <summary>Reads a tree and checks that every walk ends in a leaf.</summary>
    /// <param name="shape">Number of inputs and leaves.</param>
    /// <param name="file">Holds the three tensors.</param>
    /// <param name="prefix">Prefix of their names.</param>
    /// <exception cref="InvalidInputException">A tensor is missing, has another shape, or makes no tree.</exception>
    public static ScoringTree Read(NetworkShape shape, TensorFile file, string prefix = "")
    {
        int count = shape.Leaves - 1;
        long[] splits = file.Int64(prefix + SplitsName, count, SplitWidth);
        float[] thresholds = file.Float32(prefix + ThresholdsName, count);
        float[] values = file.Float32(prefix + ValuesName, shape.Leaves);
        RequireTree(splits, count, shape.Signals + shape.StateValues, $"{file.Source}: tensor '{prefix}{SplitsName}'");
        return new ScoringTree(splits, thresholds, values);
    }

    /// <summary>Adds the tree to a file.</summary>
    /// <param name="file">Receives the three tensors.</param>
    /// <param name="prefix">Prefix of their names.</param>
    public void Write(TensorFile file, string prefix = "")
    {
        file.Add(prefix + SplitsName, splits, thresholds.Length, SplitWidth);
        file.Add(prefix + ThresholdsName, thresholds, thresholds.Length);
        file.Add(prefix + ValuesName, values, values.Length);
    }

    /// <summary>The input of a split: 0..F-1 for a signal, from F on for a state value.</summary>
    public int Input(int split) => (int)splits[split * SplitWidth];

    /// <summary>Where inputs of at most the threshold go.</summary>
    public int Low(int split) => (int)splits[(split * SplitWidth) + 1];

    /// <summary>Where larger inputs go.</summary>
    public int High(int split) => (int)splits[(split * SplitWidth) + 2];

    /// <summary>The threshold of a split.</summary>
    public float Threshold(int split) => thresholds[split];

    /// <summary>The score that a side names, which is a leaf.</summary>
    public float Value(int side) => values[LeafSide(side)];

    /// <summary>Scores one candidate.</summary>
    /// <param name="signals">Its standardised signals [F].</param>
    /// <param name="state">Bounded state values [G].</param>
    public float Score(ReadOnlySpan<float> signals, ReadOnlySpan<float> state)
    {
        int side = Root;
        while (side >= 0)
        {
            int input = Input(side);
            float value = input < signals.Length ? signals[input] : state[input - signals.Length];
            side = value <= thresholds[side] ? Low(side) : High(side);
        }
        return Value(side);
    }

    private static float[] Gaussian(int count, Pcg64 generator) => [.. Enumerable.Range(0, count).Select(_ => (float)generator.NextGaussian())];

    private static void RequireTree(long[] splits, int count, int inputs, string place)
    {
        var reached = new HashSet<long> { 0 };
        for (int split = 0; split < count; split++)
        {
            long input = splits[split * SplitWidth];
            if (input < 0 || input >= inputs)
            {
                throw new InvalidInputException($"{place}: split {split} looks at input {input}; use 0..{inputs - 1}");
            }
            foreach (long side in splits.AsSpan((split * SplitWidth) + 1, 2))
            {
                if (side < -1 - count || side >= count || (side >= 0 && side <= split))
                {
                    string later = split + 1 < count ? $"a later split, {split + 1}..{count - 1}, or " : "";
                    throw new InvalidInputException($"{place}: split {split} leads to {side}; use {later}a leaf, -1..{-1 - count}");
                }
                if (!reached.Add(side))
                {
                    throw new InvalidInputException($"{place}: split {split} leads to {side}, where another side leads too; use each once");
                }
            }
        }
    }
}
