using RlQuery.Core.Statistics;

namespace RlQuery.Core.Tests.Statistics;

/// <summary>Expected values were written by scipy 1.10 (Debian's python3-scipy) for published data.</summary>
public sealed class StatisticsTests
{
    /// <summary>Darwin's pairs of crossed and self-fertilised maize, in eighths of an inch (Fisher, The Design of Experiments, 1935).</summary>
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    /// <summary>Hours of sleep gained by ten patients under two drugs (Student, 1908).</summary>
    private static readonly double[] SleepFirst = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    private static readonly double[] SleepSecond = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Paired_t_test_agrees_with_Students_own_example()
    {
        var test = PairedTTest.Run(SleepSecond, SleepFirst);
        Assert.Equal(10, test.Pairs);
        Assert.Equal(1.58, test.Difference, 12);
        Assert.Equal(1.2299954832798732, test.StandardDeviation, 12);
        Assert.Equal(0.7001142367452713, test.Lower, 9);
        Assert.Equal(2.4598857632547286, test.Upper, 9);
        Assert.Equal(0.00283289019738427, test.PValue, 10);
    }

    [Fact]
    public void Paired_t_test_agrees_with_Fisher_on_Darwins_maize()
    {
        var test = PairedTTest.Run(Maize);
        Assert.Equal(37.7443783262898, test.StandardDeviation, 10);
        Assert.Equal(0.03119331840152384, test.Lower, 7);
        Assert.Equal(41.83547334826514, test.Upper, 7);
        Assert.Equal(0.0497029440218009, test.PValue, 10);
    }

    [Theory]
    [InlineData(2, 12.706204736432095)]
    [InlineData(3, 4.302652729911275)]
    [InlineData(6, 2.5705818366147395)]
    [InlineData(31, 2.0422724563012373)]
    [InlineData(400, 1.965927295920809)]
    public void Interval_is_as_wide_as_Students_t_says(int count, double quantile)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => Math.Sin(i) * 3)];
        var interval = MeanInterval.Of(values);
        double error = Moments.StandardDeviation(values) / Math.Sqrt(count);
        Assert.Equal(quantile, (interval.Upper - interval.Mean) / error, 8);
        Assert.Equal(quantile, (interval.Mean - interval.Lower) / error, 8);
    }

    [Fact]
    public void The_spread_of_one_value_is_unknown()
    {
        var interval = MeanInterval.Of([0.5]);
        Assert.Equal(0.5, interval.Mean);
        Assert.True(double.IsNaN(interval.Lower) && double.IsNaN(interval.Upper));
        Assert.True(double.IsNaN(PairedTTest.Run([0.5]).PValue));
    }

    [Fact]
    public void Equal_differences_are_either_nothing_or_certain()
    {
        Assert.Equal(1, PairedTTest.Run([0, 0, 0]).PValue);
        Assert.Equal(0, PairedTTest.Run([0.25, 0.25, 0.25]).PValue);
    }

    [Fact]
    public void Signed_rank_test_counts_all_signs_of_a_small_sample()
    {
        var test = WilcoxonSignedRank.Run(Maize);
        Assert.True(test.IsExact);
        Assert.Equal(24, test.Statistic);
        Assert.Equal(0.041259765625, test.PValue, 15);
    }

    [Fact]
    public void Signed_rank_test_agrees_with_Hollander_and_Wolfe()
    {
        var test = WilcoxonSignedRank.Run(
            [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
            [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]);
        Assert.Equal(5, test.Statistic);
        Assert.Equal(0.0390625, test.PValue, 15);
    }

    [Fact]
    public void Signed_rank_test_drops_equal_pairs_and_counts_exactly_with_ties()
    {
        var test = WilcoxonSignedRank.Run([1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, -1.3]);
        Assert.Equal(9, test.Pairs);
        Assert.Equal(5, test.Statistic);
        Assert.Equal(EnumeratedPValue([1, 2, 3, 5, 5, 5, 7, 8, 9], 5), test.PValue, 15);
        // Two equal differences of one sign are one of two out of four patterns.
        Assert.Equal(0.5, WilcoxonSignedRank.Run([0.25, 0.25]).PValue, 15);
    }

    [Fact]
    public void Signed_rank_test_of_many_pairs_corrects_for_ties()
    {
        double[] differences = [.. Enumerable.Range(1, 80).Select(i => i % 3 == 0 ? -(i % 11) : (double)(i % 7))];
        var test = WilcoxonSignedRank.Run(differences);
        Assert.Equal(1064.5, test.Statistic);
        Assert.Equal(0.29645550619753314, test.PValue, 12);
    }

    /// <summary>Share of all sign patterns whose smaller rank sum is at most the statistic, by going through them.</summary>
    private static double EnumeratedPValue(double[] ranks, double statistic)
    {
        int extreme = Enumerable.Range(0, 1 << ranks.Length).Count(pattern =>
        {
            double positive = ranks.Where((_, i) => (pattern >> i & 1) == 1).Sum();
            return Math.Min(positive, ranks.Sum() - positive) <= statistic;
        });
        return extreme / Math.Pow(2, ranks.Length);
    }

    [Fact]
    public void Signed_rank_test_approximates_a_large_sample()
    {
        double[] differences = [.. Enumerable.Range(1, 60).Select(i => i % 3 == 0 ? -i - 0.5 : i)];
        var test = WilcoxonSignedRank.Run(differences);
        Assert.False(test.IsExact);
        Assert.Equal(630, test.Statistic);
        Assert.Equal(0.03590012321587811, test.PValue, 12);
    }

    [Fact]
    public void Signed_rank_test_of_equal_samples_finds_nothing() =>
        Assert.Equal(1, WilcoxonSignedRank.Run([0.5, 0.7], [0.5, 0.7]).PValue);

    [Fact]
    public void Paired_tests_refuse_samples_of_unequal_length()
    {
        Assert.Throws<ArgumentException>(() => PairedTTest.Run([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Run([1, 2], [1]));
    }

    [Fact]
    public void Holm_steps_down_in_the_order_of_the_p_values()
    {
        // Worked by hand: 4 x .005, then 3 x .011, then 2 x .02, and .04 raised to its predecessor.
        double[] adjusted = Holm.Adjust([0.02, 0.005, 0.04, 0.011]);
        Assert.Equal([0.04, 0.02, 0.04, 0.033], adjusted.Select(p => Math.Round(p, 12)));
        Assert.Equal([1, 1], Holm.Adjust([0.8, 0.6]));
    }

    [Fact]
    public void Holm_leaves_out_what_was_not_tested() => Assert.Equal([double.NaN, 0.04, 0.02, double.NaN], Holm.Adjust([double.NaN, 0.04, 0.01, double.NaN]));

    [Fact]
    public void The_sign_of_the_ranks_is_that_of_the_larger_sum()
    {
        Assert.Equal(1, WilcoxonSignedRank.Run([3, 2, -1]).Sign);
        Assert.Equal(-1, WilcoxonSignedRank.Run([1, 2, -3.5, -4]).Sign);
        Assert.Equal(0, WilcoxonSignedRank.Run([1, 2, -3]).Sign);
        Assert.Equal(0, WilcoxonSignedRank.Run([0, 0]).Sign);
    }

    [Theory]
    [InlineData(0.2, 0.049, Verdict.Better)]
    [InlineData(-0.2, 0.049, Verdict.Worse)]
    [InlineData(0, 0.001, Verdict.NotShown)]
    [InlineData(0.2, 0.05, Verdict.NotShown)]
    [InlineData(double.NaN, double.NaN, Verdict.NotShown)]
    public void A_verdict_follows_from_the_p_value_and_the_sign_alone(double difference, double p, Verdict verdict) =>
        Assert.Equal(verdict, Verdicts.Of(difference, p));
}
