using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

/// <summary>Statistics of a metric of which the lower is better.</summary>
public sealed class MetricDirectionTests
{
    private static readonly IMetric Loss = Known.Parts.Find<IMetric>("log-loss");
    private static readonly EpisodeResult[] Accuracies = [.. from set in Enumerable.Range(0, 8) from strategy in new[] { "margin", "mine", "random" }
        from seed in Enumerable.Range(0, 6) select Episode(set, strategy, seed)];

    // A loss of 2 minus the accuracy says the very same.
    private static readonly EpisodeResult[] Losses =
    [
        .. Accuracies.Select(
            episode => episode with { Curve = new LearningCurve(episode.Curve.Costs, [.. episode.Curve.Scores.Select(score => 2 - score)]) { Metric = Loss } }),
    ];

    [Fact]
    public void A_loss_that_mirrors_a_score_has_its_differences_its_verdicts_and_its_ranks()
    {
        Equal(Comparison.With("margin", Accuracies), Comparison.With("margin", Losses), one => (one.Test.Difference, one.Test.Lower, one.PValue, one.Better));
        Equal(
            StrategyVerdict.With("margin", Accuracies), StrategyVerdict.With("margin", Losses),
            one => (one.Test.Difference, one.Test.Lower, one.PValue, (int)one.Verdict));
        Equal(WinTieLoss.Of(Accuracies), WinTieLoss.Of(Losses), one => (one.Wins, one.Ties, one.Losses, 0));
        Equal(
            PooledComparison.With("margin", Accuracies, data => data), PooledComparison.With("margin", Losses, data => data),
            one => (one.Difference.Mean, one.SignificantlyBetter, one.PValue, one.Better));
        Assert.Equal(StrategyRanks.Of(Accuracies)!.Test.MeanRanks, StrategyRanks.Of(Losses)!.Test.MeanRanks);
        Assert.Contains(StrategyVerdict.With("margin", Losses), one => one is { Strategy: "mine", Verdict: Core.Statistics.Verdict.Better });
    }

    [Fact]
    public void A_loss_that_mirrors_a_score_saves_the_same_labels() => Equal(
        LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(Accuracies)), LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(Losses)),
        one => (one.Labels, one.Saved, one.Reached, one.Sets));

    [Fact]
    public void Areas_and_ends_are_told_in_the_units_of_the_metric()
    {
        foreach ((SummaryRow own, SummaryRow other) in SummaryRow.Of(Accuracies, 6).Zip(SummaryRow.Of(Losses, 6)))
        {
            Assert.Equal(2 - own.AubcMean, other.AubcMean, 1e-12);
            Assert.Equal(2 - own.FinalMean, other.FinalMean, 1e-12);
            Assert.Equal(Loss, other.Metric);
        }
    }

    private static void Equal<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, Func<T, (double, double, double, double)> numbers)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (((double, double, double, double) own, (double, double, double, double) other) in expected.Select(numbers).Zip(actual.Select(numbers)))
        {
            Assert.Equal(own.Item1, other.Item1, 1e-9);
            Assert.Equal(own.Item2, other.Item2, 1e-9);
            Assert.Equal(own.Item3, other.Item3, 1e-9);
            Assert.Equal(own.Item4, other.Item4, 1e-9);
        }
    }

    private static EpisodeResult Episode(int set, string strategy, int seed)
    {
        var generator = new Pcg64((ulong)seed, $"{set} {strategy}");
        double ahead = strategy switch { "mine" => 0.05, "random" => -0.03, _ => 0 };
        return new EpisodeResult(
            new EpisodeSpec($"set {set}", strategy, seed),
            new LearningCurve([2, 4, 6, 8], [.. Enumerable.Range(0, 4).Select(i => 0.5 + (0.08 * i) + ahead + (0.04 * generator.NextDouble()))]));
    }
}
