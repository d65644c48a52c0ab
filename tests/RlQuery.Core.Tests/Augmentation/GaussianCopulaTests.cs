using MathNet.Numerics.Statistics;
using RlQuery.Core.Augmentation;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Augmentation;

public sealed class GaussianCopulaTests
{
    private const int Rows = 400;
    private const int Draws = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Marginals_and_rank_correlations_are_kept(ulong seed)
    {
        double[][] columns = Skewed(seed);
        double[][] drawn = Draw(columns, seed);
        for (int column = 0; column < columns.Length; column++)
        {
            // The 0.001 quantile of Kolmogorov and Smirnov's statistic for samples of these sizes is 0.107.
            Assert.InRange(KolmogorovSmirnov(columns[column], drawn[column]), 0, 0.107);
            Assert.InRange(drawn[column].Min(), columns[column].Min(), columns[column].Max());
            Assert.InRange(drawn[column].Max(), columns[column].Min(), columns[column].Max());
        }
        // The standard error of a rank correlation is 0.022 at most here, and shrinkage takes off little.
        Assert.Equal(Correlation.Spearman(columns[0], columns[1]), Correlation.Spearman(drawn[0], drawn[1]), 0.08);
        Assert.Equal(Correlation.Spearman(columns[0], columns[2]), Correlation.Spearman(drawn[0], drawn[2]), 0.08);
        Assert.Equal(0, Correlation.Spearman(drawn[0], drawn[3]), 0.12);
    }

    [Fact]
    public void Few_rows_of_independent_columns_are_shrunk_to_independence_and_many_of_dependent_ones_are_not()
    {
        var random = new Pcg64(4);
        double[][] few = [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextGaussian()).ToArray())];
        Assert.InRange(new GaussianCopula([.. few.Select(NormalScores.Of)], 6).Shrinkage, 0.75, 1);
        Assert.InRange(new GaussianCopula([.. Skewed(5).Select(NormalScores.Of)], Rows).Shrinkage, 0, 0.05);
    }

    [Fact]
    public void Shrinkage_is_that_of_its_formula_whether_rows_or_columns_are_fewer()
    {
        var random = new Pcg64(6);
        foreach ((int rows, int columns) in ((int, int)[])[(8, 5), (5, 8)])
        {
            double[][] scores =
                [.. Enumerable.Range(0, columns).Select(_ => NormalScores.Of([.. Enumerable.Range(0, rows).Select(_ => random.NextGaussian())]))];
            double squares = 0;
            for (int i = 0; i < columns; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    squares += i == j ? 0 : Math.Pow(Correlation.Pearson(scores[i], scores[j]), 2);
                }
            }
            double expected = Math.Min(1, columns * (columns - 1.0) / (rows - 1) / squares);
            Assert.Equal(expected, new GaussianCopula(scores, rows).Shrinkage, 9);
        }
    }

    [Fact]
    public void A_constant_column_and_equal_rows_give_shares_in_range()
    {
        var copula = new GaussianCopula([NormalScores.Of([1, 1, 1]), NormalScores.Of([2, 2, 2])], 3);
        double[] shares = new double[2];
        var random = new Pcg64(7);
        for (int i = 0; i < 100; i++)
        {
            copula.Draw(random, shares);
            Assert.All(shares, share => Assert.InRange(share, 0, 1));
        }
    }

    [Fact]
    public void Scores_are_blom_like_quantiles_and_ties_share_their_mean_rank()
    {
        double[] scores = NormalScores.Of([30, 10, 20, 20]);
        Assert.Equal(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 3.5 / 4), scores[0], 12);
        Assert.Equal(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 / 4), scores[1], 12);
        Assert.Equal([0, 0], scores[2..]);
    }

    private static double[][] Draw(double[][] columns, ulong seed)
    {
        var copula = new GaussianCopula([.. columns.Select(NormalScores.Of)], Rows);
        double[][] sorted = [.. columns.Select(column => column.Order().ToArray())];
        var random = new Pcg64(seed, "draws");
        double[][] drawn = [.. columns.Select(_ => new double[Draws])];
        double[] shares = new double[columns.Length];
        for (int i = 0; i < Draws; i++)
        {
            copula.Draw(random, shares);
            for (int column = 0; column < shares.Length; column++)
            {
                drawn[column][i] = NormalScores.Quantile(sorted[column], shares[column]);
            }
        }
        return drawn;
    }

    // Exponential, uniform and cubic views of correlated normals, and one column of its own.
    private static double[][] Skewed(ulong seed)
    {
        var random = new Pcg64(seed);
        double[][] columns = [.. Enumerable.Range(0, 4).Select(_ => new double[Rows])];
        for (int row = 0; row < Rows; row++)
        {
            double shared = random.NextGaussian();
            columns[0][row] = Math.Exp(shared);
            columns[1][row] = MathNet.Numerics.Distributions.Normal.CDF(0, 1, (0.8 * shared) + (0.6 * random.NextGaussian()));
            columns[2][row] = Math.Pow((-0.6 * shared) + (0.8 * random.NextGaussian()), 3);
            columns[3][row] = random.NextExponential();
        }
        return columns;
    }

    private static double KolmogorovSmirnov(double[] a, double[] b) => a.Concat(b).Max(at =>
        Math.Abs(((double)a.Count(value => value <= at) / a.Length) - ((double)b.Count(value => value <= at) / b.Length)));
}
