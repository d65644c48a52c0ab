using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>A random tree of axis-aligned rules over uniform, normal and whole-numbered features.</summary>
internal sealed class RuleTree() : SyntheticTask("rule-tree", "a random tree of axis-aligned rules over uniform, normal and whole-numbered features")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Features(2, 20);
        int classes = generator.Between(2, 4);
        int[] kinds = generator.Labels(features, 3);
        Node root = Grow(generator, kinds, classes, generator.Between(2, 5));
        return Sample.OfRows(generator.Rows(), classes, features, row =>
        {
            for (int j = 0; j < features; j++)
            {
                row[j] = Value(generator, kinds[j]);
            }
            Node node = root;
            while (node.Below is not null)
            {
                node = row[node.Feature] < node.Threshold ? node.Below : node.Above!;
            }
            return node.Label;
        });
    }

    /// <summary>A threshold is a value that the feature can take, so that both sides occur.</summary>
    private static Node Grow(Pcg64 generator, int[] kinds, int classes, int depth)
    {
        if (depth == 0)
        {
            return new Node(generator.NextInt(classes));
        }
        int feature = generator.NextInt(kinds.Length);
        double threshold = Value(generator, kinds[feature]);
        Node below = Grow(generator, kinds, classes, depth - 1);
        return new Node(0, feature, threshold, below, Grow(generator, kinds, classes, depth - 1));
    }

    private static double Value(Pcg64 generator, int kind) => kind switch
    {
        0 => generator.Uniform(0, 1),
        1 => generator.NextGaussian(),
        _ => generator.NextInt(6),
    };

    private sealed record Node(int Label, int Feature = 0, double Threshold = 0, Node? Below = null, Node? Above = null);
}
