using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Sequences;

namespace RlQuery.Torch.Tests.Sequences;

/// <summary>Numbers and dates to be spelled out, and small learners of them.</summary>
internal static class Spelled
{
    /// <summary>A network that learns a little in a second.</summary>
    public static readonly TransformerOptions Tiny = new() { Width = 16, Inner = 32, Layers = 1, Heads = 2, LeastSteps = 30, Epochs = 1, BatchPairs = 16 };

    /// <summary>Draws pairs as items with texts.</summary>
    public static (Items Items, string[] Answers) Draw(int count)
    {
        List<(string Source, string Answer)> pairs = SpelledNumbers.Draw(count, new Pcg64(1, "spelled"));
        return (Of([.. pairs.Select(pair => pair.Source)]), [.. pairs.Select(pair => pair.Answer)]);
    }

    /// <summary>Items of texts.</summary>
    public static Items Of(string[] texts)
    {
        var features = new FeatureMatrix(new float[texts.Length], texts.Length, 1) { Texts = texts };
        return new Items("spelled", new string('5', 64), features, [.. Enumerable.Range(0, texts.Length)], [0]);
    }
}
