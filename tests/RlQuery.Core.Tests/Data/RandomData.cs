using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

/// <summary>Random data sets for properties that must hold on any.</summary>
internal static class RandomData
{
    /// <summary>A text of some of the letters; it may be empty.</summary>
    public static string Text(Pcg64 generator, string letters, int most) =>
        string.Concat(Enumerable.Range(0, generator.NextInt(most + 1)).Select(_ => letters[generator.NextInt(letters.Length)]));

    /// <summary>2 to 6 classes of very unequal size, <paramref name="leastPerClass"/> rows or more each, in random order.</summary>
    public static Dataset Classes(ulong seed, int leastPerClass = 2)
    {
        var generator = new Pcg64(seed, "random data");
        int classes = 2 + generator.NextInt(5);
        int[] labels = [.. Enumerable.Range(0, classes).SelectMany(c => Enumerable.Repeat(c, leastPerClass + generator.NextInt(1 + generator.NextInt(300))))];
        generator.Shuffle(labels.AsSpan());
        int features = 1 + generator.NextInt(6);
        float[] values = [.. Enumerable.Range(0, labels.Length * features).Select(_ => (float)generator.NextGaussian())];
        return Dataset.ForClassification(
            "random", "test", values, labels, [.. Enumerable.Range(0, features).Select(i => $"x{i}")], [.. Enumerable.Range(0, classes).Select(i => $"c{i}")]);
    }
}
