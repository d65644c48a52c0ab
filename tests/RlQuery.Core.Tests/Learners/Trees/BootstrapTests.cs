using RlQuery.Core.Learners.Trees;

namespace RlQuery.Core.Tests.Learners.Trees;

public sealed class BootstrapTests
{
    private const int Trees = 4000;

    // Of n draws from n rows: mean 1, variance 1 - 1/n, covariance of two rows -1/n; no draw of a row with chance (1 - 1/n)^n.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Counts_are_multinomial(int rows)
    {
        double[][] counts = Counts(Grown(rows), rows);
        Assert.All(counts, tree => Assert.Equal(rows, tree.Sum()));
        double variance = 1 - (1.0 / rows);
        double missing = Math.Pow(variance, rows);
        for (int row = 0; row < rows; row++)
        {
            int next = (row + 1) % rows;
            Assert.Equal(1, counts.Average(tree => tree[row]), 0.08);
            Assert.Equal(variance, counts.Average(tree => (tree[row] - 1) * (tree[row] - 1)), 0.12);
            Assert.Equal(missing, counts.Average(tree => tree[row] == 0 ? 1.0 : 0), 0.035);
            if (rows > 1)
            {
                Assert.Equal(-1.0 / rows, counts.Average(tree => (tree[row] - 1) * (tree[next] - 1)), 0.08);
            }
        }
    }

    [Fact]
    public void Draws_are_the_same_however_the_labels_came()
    {
        Bootstrap shrunk = Grown(90);
        shrunk.Draw(33);
        var once = new Bootstrap(Trees);
        once.Start(5);
        once.Draw(33);
        Assert.Equal(Counts(Grown(33), 33), Counts(once, 33));
        Assert.Equal(Counts(Grown(33), 33), Counts(shrunk, 33));
    }

    // One draw is added and, in the mean, (n - 1)/n others are taken over by the new row.
    [Fact]
    public void A_label_changes_two_draws_in_the_mean()
    {
        Bootstrap bootstrap = Grown(50);
        double[][] before = Counts(bootstrap, 51);
        bootstrap.Draw(51);
        double[][] after = Counts(bootstrap, 51);
        double changed = before.Zip(after, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum()).Average();
        Assert.InRange(changed, 2.7, 3.1);
    }

    [Fact]
    public void Rows_of_weight_zero_do_not_count()
    {
        Bootstrap bootstrap = Grown(3);
        double[] drawn = new double[3];
        int without = Enumerable.Range(0, Trees).Count(tree => !bootstrap.Weigh(tree, [0, 0, 2.5], drawn));
        Assert.InRange(without / (double)Trees, 0.26, 0.33);
        Assert.True(bootstrap.Weigh(0, [1, 1, 1], drawn));
    }

    private static Bootstrap Grown(int rows)
    {
        var bootstrap = new Bootstrap(Trees);
        bootstrap.Start(5);
        for (int n = 1; n <= rows; n++)
        {
            bootstrap.Draw(n);
        }
        return bootstrap;
    }

    private static double[][] Counts(Bootstrap bootstrap, int rows)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, rows)];
        return [.. Enumerable.Range(0, Trees).Select(tree =>
        {
            double[] drawn = new double[rows];
            bootstrap.Weigh(tree, weights, drawn);
            return drawn;
        })];
    }
}
