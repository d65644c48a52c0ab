using RlQuery.Core.Data;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners.Trees;

/// <summary>Single trees on all rows, without bootstrap.</summary>
public sealed class TreeTests
{
    [Theory]
    [InlineData(5, 1, 2)]
    [InlineData(33, 3, 3)]
    [InlineData(64, 20, 2)]
    [InlineData(65, 7, 5)]
    [InlineData(700, 4, 3)]
    public void Rows_that_differ_are_told_apart_whatever_their_labels(int rows, int features, int classes)
    {
        var draws = new Pcg64((ulong)rows);
        float[] x = [.. Enumerable.Range(0, rows * features).Select(_ => (float)draws.NextGaussian())];
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => draws.NextInt(classes))];
        Assert.Equal(labels.Select(label => OneHot(label, classes)), Predict(x, features, labels, classes, []));
    }

    // Rows of the same features share a leaf, where each class has its share of the weight.
    [Fact]
    public void Rows_that_do_not_differ_share_a_leaf()
    {
        float[] x = [1, 7, 1, 7, 1, 7, 2, 7];
        float[][] shares = Predict(x, 2, [0, 1, 1, 2], 3, [1, 2, 5, 3]);
        Assert.All(shares[..3], share => Assert.Equal([1f / 8, 7f / 8, 0], share));
        Assert.Equal([0f, 0f, 1f], shares[3]);
    }

    [Fact]
    public void A_value_on_the_threshold_goes_left()
    {
        GrownTree tree = Grow([1, 2, 4], 1, [0, 0, 1], 2, []);
        Assert.Equal(3, tree.Threshold[0]);
        Assert.Equal([[1f, 0], [1f, 0], [0, 1f]], Evaluate(tree, [2, 3, 3.0001f], 1, 2));
    }

    // All thresholds of one feature, with values that occur often, against the definition.
    [Fact]
    public void The_first_split_leaves_the_least_Gini_impurity()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var draws = new Pcg64(seed);
            int rows = 2 + draws.NextInt(90);
            int classes = 2 + draws.NextInt(4);
            float[] x = [.. Enumerable.Range(0, rows).Select(_ => (float)draws.NextInt(12))];
            int[] labels = [.. Enumerable.Range(0, rows).Select(_ => draws.NextInt(classes))];
            double[] weights = [.. Enumerable.Range(0, rows).Select(_ => draws.NextInt(3) == 0 ? 0 : draws.NextDouble())];
            int[] counted = [.. Enumerable.Range(0, rows).Where(i => weights[i] > 0)];
            if (counted.Select(i => labels[i]).Distinct().Count() < 2 || counted.Select(i => x[i]).Distinct().Count() < 2)
            {
                continue;
            }
            GrownTree tree = Grow(x, 1, labels, classes, weights);
            double least = counted.Select(i => x[i]).Distinct().Order().SkipLast(1).Min(Impurity);
            Assert.Equal(least, Impurity(tree.Threshold[0]), 1e-9);

            double Impurity(float threshold) => counted.GroupBy(i => x[i] <= threshold).Sum(side =>
            {
                double weight = side.Sum(i => weights[i]);
                return weight - side.GroupBy(i => labels[i]).Sum(group => Math.Pow(group.Sum(i => weights[i]), 2) / weight);
            });
        }
    }

    // Nine features, three tried: the only one that says anything is the root's in one tree out of three, and always when the others are constant.
    [Theory]
    [InlineData(false, 0.27, 0.40)]
    [InlineData(true, 1, 1)]
    public void The_square_root_of_the_features_is_tried(bool constant, double least, double most)
    {
        var draws = new Pcg64(1);
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        float[] x = [.. Enumerable.Range(0, 360).Select(i => i % 9 == 4 ? labels[i / 9] : constant ? 3 : (float)draws.NextGaussian())];
        double share = Enumerable.Range(0, 600).Average(seed => Grow(x, 9, labels, 2, [], (ulong)seed).Feature[0] == 4 ? 1.0 : 0);
        Assert.InRange(share, least, most);
    }

    private static float[] OneHot(int label, int classes) => [.. Enumerable.Range(0, classes).Select(k => k == label ? 1f : 0)];

    private static float[][] Predict(float[] x, int features, int[] labels, int classes, double[] weights) =>
        Evaluate(Grow(x, features, labels, classes, weights), x, features, classes);

    private static GrownTree Grow(float[] x, int features, int[] labels, int classes, double[] weights, ulong seed = 1)
    {
        var columns = new SortedColumns();
        columns.Start(new FeatureMatrix(x, labels.Length, features));
        columns.Label([.. Enumerable.Range(0, labels.Length)]);
        var grower = new TreeGrower();
        grower.Start(features, classes);
        var tree = new GrownTree();
        double[] ones = [.. labels.Select(_ => 1.0)];
        grower.Grow(seed, columns, new TreeExamples(labels, weights.Length > 0 ? weights : ones), tree);
        return tree;
    }

    private static float[][] Evaluate(GrownTree tree, float[] x, int features, int classes)
    {
        var forest = new LeafMasks();
        forest.Add(tree, classes, -1);
        var rows = new RowBlocks();
        rows.Take(new FeatureMatrix(x, x.Length / features, features));
        float[] sums = new float[classes * RowBlocks.Lanes];
        var result = new List<float[]>();
        for (int row = 0; row < x.Length / features; row++)
        {
            BlockScorer.Score(forest, rows.Block(row / RowBlocks.Lanes), sums);
            result.Add([.. Enumerable.Range(0, classes).Select(k => sums[(k * RowBlocks.Lanes) + (row % RowBlocks.Lanes)])]);
        }
        return [.. result];
    }
}
