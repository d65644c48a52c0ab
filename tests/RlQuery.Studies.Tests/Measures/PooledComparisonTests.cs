using RlQuery.Core.Evaluation;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class PooledComparisonTests
{
    // Differences of mine to margin on two seeds of each set.
    private static readonly (string Data, double[] Differences)[] Sets =
        [("a1", [0.1, 0.3]), ("a2", [0.3, 0.5]), ("b", [-0.1, -0.1001]), ("c", [0.2, 0.6])];

    private static IReadOnlyList<EpisodeResult> Episodes => [.. Sets.SelectMany(set => set.Differences.SelectMany((difference, seed) => new[]
    {
        Episode(set.Data, "margin", seed, 0.4, 0), Episode(set.Data, "mine", seed, 0.4 + difference, seed),
    }))];

    [Fact]
    public void Every_set_counts_once()
    {
        PooledComparison one = Assert.Single(PooledComparison.With("margin", Episodes, data => data));
        double[] means = [0.2, 0.4, -0.10005, 0.4];
        Assert.Equal(("mine", "margin", 4, 3), (one.Strategy, one.Reference, one.Groups, one.Better));
        Assert.Equal(means.Average(), one.Difference.Mean, 12);
        Assert.True(one.Difference.Lower < one.Difference.Mean && one.Difference.Mean < one.Difference.Upper);
        Assert.Equal(WilcoxonSignedRank.Run(means).PValue, one.PValue, 12);
    }

    [Fact]
    public void An_origin_counts_once_whatever_its_number_of_sets()
    {
        PooledComparison one = Assert.Single(PooledComparison.With("margin", Episodes, data => data[..1]));
        Assert.Equal((3, 2), (one.Groups, one.Better));
        Assert.Equal((0.3 - 0.10005 + 0.4) / 3, one.Difference.Mean, 12);
    }

    [Fact]
    public void Sets_are_significant_by_their_seeds_after_Holm_and_a_single_seed_by_nothing()
    {
        // Of four sets only b has seeds that agree: t = 2001 with one degree of freedom, p = 0.0003.
        PooledComparison one = Assert.Single(PooledComparison.With("margin", Episodes, data => data));
        Assert.Equal((0, 1), (one.SignificantlyBetter, one.SignificantlyWorse));
        one = Assert.Single(PooledComparison.With("margin", [.. Episodes.Where(episode => episode.Spec.Seed == 0)], data => data));
        Assert.Equal((0, 0), (one.SignificantlyBetter, one.SignificantlyWorse));
    }

    [Fact]
    public void Nothing_is_compared_with_what_was_not_run() => Assert.Empty(PooledComparison.With("random", Episodes, data => data));

    [Fact]
    public void A_departure_rate_is_the_mean_over_sets_of_the_share_of_choices()
    {
        // Two choices an episode; mine departs once under seed 1 alone: one of four on each set.
        IReadOnlyDictionary<string, double> rates = DepartureRate.Of(Episodes);
        Assert.Equal(0.25, rates["mine"], 12);
        Assert.Equal(0, rates["margin"]);
        ControlRow row = Assert.Single(ControlRow.Of(Episodes));
        Assert.Equal(("mine", 0.25), (row.Comparison.Strategy, row.Departures));
    }

    private static EpisodeResult Episode(string data, string strategy, int seed, double score, int departures) =>
        new(new EpisodeSpec(data, strategy, seed), new LearningCurve([2, 3, 4], [score, score, score]) { Departures = [0, departures, 0] });
}
