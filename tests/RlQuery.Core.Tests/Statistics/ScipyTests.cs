using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Statistics;

/// <summary>Statistics against scipy 1.10's values.</summary>
public sealed class ScipyTests
{
    private static readonly Values Scipy = Expected.Read<Values>("statistics.json");

    [Fact]
    public void Friedman_and_Nemenyi_agree_with_and_without_ties()
    {
        foreach (FriedmanCase expected in Scipy.Friedman)
        {
            var test = Friedman.Run(expected.Scores);
            Assert.Equal(expected.Statistic, test.Statistic, 1e-10);
            Assert.Equal(expected.P, test.PValue, 1e-10);
            double[][] nemenyi = test.Nemenyi();
            for (int i = 0; i < expected.Ranks.Length; i++)
            {
                Assert.Equal(expected.Ranks[i], test.MeanRanks[i], 1e-12);
                for (int j = 0; j < expected.Ranks.Length; j++)
                {
                    Assert.Equal(expected.Nemenyi[i][j], nemenyi[i][j], 1e-7);
                }
            }
        }
    }

    [Fact]
    public void The_studentized_range_agrees()
    {
        foreach (RangeCase expected in Scipy.Range)
        {
            Assert.Equal(expected.Quantile, StudentizedRange.Quantile(0.05, expected.Groups), 1e-6);
            Assert.Equal(
                expected.Tail, new[] { 0.5, 2, 4, 6 }.Select(range => StudentizedRange.Tail(range, expected.Groups)), (a, b) => Math.Abs(a - b) < 1e-8);
        }
    }

    // Demsar (2006), table 5 (a): the quantiles are those of the studentized range over the root of 2.
    [Theory]
    [InlineData(2, 1.960)]
    [InlineData(5, 2.728)]
    [InlineData(10, 3.164)]
    public void The_critical_difference_is_that_of_Demsars_table(int methods, double quantile)
    {
        var test = new Friedman(0, 1, new double[methods], 30);
        Assert.Equal(quantile * Math.Sqrt(methods * (methods + 1) / (6.0 * 30)), test.CriticalDifference(0.05), 6e-4);
    }

    // Demsar (2006), table 6 and its discussion: C4.5 with and without tuning on 14 sets; Nemenyi's test is too weak at 5 %, and at 10 % leaves the third in
    // both groups.
    [Fact]
    public void Groups_are_those_of_Demsars_example()
    {
        var test = new Friedman(9.28, 0.026, [3.143, 2.000, 2.893, 1.964], 14);
        Assert.Equal(1.25, test.CriticalDifference(0.05), 5e-3);
        Assert.Equal(1.12, test.CriticalDifference(0.10), 5e-3);
        Assert.Equal([[3, 1, 2, 0]], test.Groups(0.05));
        Assert.Equal([[3, 1, 2], [2, 0]], test.Groups(0.10));
    }

    [Fact]
    public void Groups_hold_every_pair_that_the_test_does_not_tell_apart_and_no_other()
    {
        var draws = new Pcg64(7);
        for (int i = 0; i < 50; i++)
        {
            int methods = 2 + draws.NextInt(8);
            var test = new Friedman(0, 1, [.. Enumerable.Range(0, methods).Select(_ => 1 + (draws.NextInt(20) * (methods - 1) / 20.0))], 5 + draws.NextInt(30));
            double[][] p = test.Nemenyi();
            IReadOnlyList<int[]> groups = test.Groups(0.05);
            for (int a = 0; a < methods; a++)
            {
                for (int b = a + 1; b < methods; b++)
                {
                    Assert.Equal(p[a][b] > 0.05, groups.Any(group => group.Contains(a) && group.Contains(b)));
                }
            }
            Assert.All(groups, group => Assert.Single(groups, other => group.All(other.Contains)));
        }
    }

    [Fact]
    public void Friedman_sees_nothing_where_all_tie_and_refuses_what_is_no_table()
    {
        var test = Friedman.Run([[0.5, 0.5, 0.5], [0.25, 0.25, 0.25]]);
        Assert.Equal(1, test.PValue);
        Assert.Equal([2, 2, 2], test.MeanRanks);
        Assert.Throws<ArgumentException>(() => Friedman.Run([]));
        Assert.Throws<ArgumentException>(() => Friedman.Run([[1], [2]]));
        Assert.Throws<ArgumentException>(() => Friedman.Run([[1, 2], [2]]));
    }

    [Fact]
    public void Power_agrees_with_the_noncentral_t_distribution()
    {
        foreach (PowerCase expected in Scipy.Power)
        {
            Assert.Equal(expected.Power, PairedPower.Of(expected.N, expected.Effect, 1), 1e-6);
        }
    }

    [Theory]
    // Cohen's tables by way of G*Power: two-sided, level 0.05, power 0.8.
    [InlineData(0.2, 199)]
    [InlineData(0.5, 34)]
    [InlineData(0.8, 15)]
    public void The_number_of_seeds_is_that_of_the_tables(double effect, int pairs)
    {
        Assert.Equal(pairs, PairedPower.PairsNeeded(effect * 0.01, 0.01));
        Assert.True(PairedPower.Of(pairs - 1, effect, 1) < 0.8);
    }

    [Fact]
    public void The_number_of_seeds_has_its_limits()
    {
        Assert.Equal(2, PairedPower.PairsNeeded(1000, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedPower.PairsNeeded(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedPower.PairsNeeded(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedPower.PairsNeeded(1, 1, 1));
    }

    [Fact]
    public void Paired_t_tests_agree()
    {
        foreach (TCase expected in Scipy.T)
        {
            var test = PairedTTest.Run(expected.Differences);
            Assert.Equal(expected.P, test.PValue, 1e-9);
            Assert.Equal(expected.Lower, test.Lower, 1e-7);
            Assert.Equal(expected.Upper, test.Upper, 1e-7);
        }
    }

    // scipy has no exact distribution with ties; those cases are compared where both approximate.
    [Fact]
    public void Signed_rank_tests_agree()
    {
        foreach (WilcoxonCase expected in Scipy.Wilcoxon)
        {
            var test = WilcoxonSignedRank.Run(expected.Differences);
            Assert.Equal(expected.Statistic, test.Statistic, 1e-10);
            if (test.IsExact == expected.Exact)
            {
                Assert.Equal(expected.P, test.PValue, 1e-10);
            }
        }
    }

    [Fact]
    public void Bootstrap_intervals_agree_up_to_their_own_noise()
    {
        var interval = BootstrapInterval.Of(Scipy.Bootstrap.Differences, 1);
        double error = PairedTTest.Run(Scipy.Bootstrap.Differences).StandardDeviation / Math.Sqrt(Scipy.Bootstrap.Differences.Length);
        Assert.Equal(Scipy.Bootstrap.BcaLower, interval.Lower, 0.06 * error);
        Assert.Equal(Scipy.Bootstrap.BcaUpper, interval.Upper, 0.06 * error);
        Assert.Equal(interval, BootstrapInterval.Of(Scipy.Bootstrap.Differences, 1));
    }

    [Fact]
    public void Bootstrap_intervals_of_equal_or_too_few_values_are_points_or_unknown()
    {
        Assert.Equal(new BootstrapInterval(0.25, 0.25, 0.25), BootstrapInterval.Of([0.25, 0.25, 0.25], 1));
        Assert.True(double.IsNaN(BootstrapInterval.Of([0.25], 1).Lower));
        Assert.Throws<ArgumentException>(() => BootstrapInterval.Of([1, 2], [1], 1));
    }

    /// <summary>
    /// Two equal strategies over simulated experiments: accuracies that share a split's difficulty, counted in steps of 1/50 as on a test part.
    /// </summary>
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Equal_strategies_are_called_different_at_the_nominal_rate(int seeds)
    {
        const int Experiments = 4000;
        var draws = new Pcg64((ulong)seeds);
        int t = 0, ranks = 0, holm = 0, friedman = 0;
        for (int experiment = 0; experiment < Experiments; experiment++)
        {
            double[][] accuracies = [.. Enumerable.Range(0, seeds).Select(_ => Split(draws))];
            double[] first = [.. accuracies.Select(row => row[0])];
            double[] second = [.. accuracies.Select(row => row[1])];
            double[] third = [.. accuracies.Select(row => row[2])];
            t += PairedTTest.Run(first, second).PValue < 0.05 ? 1 : 0;
            ranks += WilcoxonSignedRank.Run(first, second).PValue < 0.05 ? 1 : 0;
            friedman += Friedman.Run(accuracies).PValue < 0.05 ? 1 : 0;
            double[] adjusted = Holm.Adjust(
                [PairedTTest.Run(first, second).PValue, PairedTTest.Run(first, third).PValue, PairedTTest.Run(second, third).PValue]);
            holm += adjusted.Any(p => p < 0.05) ? 1 : 0;
        }
        // Four standard errors of a share of 0.05 are 0.014; a test that counts ties exactly may stay below its level, and Holm guards all pairs at once.
        Assert.InRange(t / (double)Experiments, 0.036, 0.064);
        Assert.InRange(ranks / (double)Experiments, 0.025, 0.064);
        Assert.InRange(friedman / (double)Experiments, 0.025, 0.064);
        Assert.InRange(holm / (double)Experiments, 0.02, 0.064);
    }

    private static double[] Split(Pcg64 draws)
    {
        double difficulty = 0.8 + (0.05 * draws.NextGaussian());
        return [.. Enumerable.Range(0, 3).Select(_ => Math.Round(50 * (difficulty + (0.03 * draws.NextGaussian()))) / 50)];
    }

    private sealed record Values(FriedmanCase[] Friedman, RangeCase[] Range, PowerCase[] Power, TCase[] T, WilcoxonCase[] Wilcoxon, BootstrapCase Bootstrap);

    private sealed record FriedmanCase(double[][] Scores, double Statistic, double P, double[] Ranks, double[][] Nemenyi);

    private sealed record RangeCase(int Groups, double Quantile, double[] Tail);

    private sealed record PowerCase(int N, double Effect, double Power);

    private sealed record TCase(double[] Differences, double P, double Lower, double Upper);

    private sealed record WilcoxonCase(double[] Differences, bool Exact, double Statistic, double P);

    private sealed record BootstrapCase(double[] Differences, double BcaLower, double BcaUpper);
}
