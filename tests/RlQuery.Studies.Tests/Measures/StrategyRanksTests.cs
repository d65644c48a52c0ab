using RlQuery.Core.Evaluation;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class StrategyRanksTests
{
    [Fact]
    public void Strategies_are_ranked_by_their_mean_over_the_seeds_of_each_set()
    {
        // By the means, a is first, b second, c third on all sets, though b wins a seed.
        StrategyRanks ranks = StrategyRanks.Of(Episodes(5, ("a", [0.9, 0.5]), ("b", [0.6, 0.6]), ("c", [0.1, 0.1])))!;
        Assert.Equal(["a", "b", "c"], ranks.Strategies);
        Assert.Equal([1, 2, 3], ranks.Test.MeanRanks);
        Assert.Equal(5, ranks.Test.DataSets);
    }

    [Fact]
    public void Few_sets_or_strategies_are_not_ranked()
    {
        Assert.Null(StrategyRanks.Of(Episodes(4, ("a", [0.9]), ("b", [0.6]), ("c", [0.1]))));
        Assert.Null(StrategyRanks.Of(Episodes(5, ("a", [0.9]), ("b", [0.6]))));
    }

    [Fact]
    public void Sets_that_not_all_have_run_on_do_not_count()
    {
        EpisodeResult[] complete = Episodes(6, ("a", [0.9]), ("b", [0.6]), ("c", [0.1]));
        Assert.Equal(5, StrategyRanks.Of(complete.Skip(1))!.Test.DataSets);
        Assert.Null(StrategyRanks.Of(complete.Skip(4)));
    }

    private static EpisodeResult[] Episodes(int sets, params (string Strategy, double[] Scores)[] strategies) =>
    [
        .. from set in Enumerable.Range(0, sets)
           from strategy in strategies
           from seed in Enumerable.Range(0, strategy.Scores.Length)
           select new EpisodeResult(new EpisodeSpec($"set{set}", strategy.Strategy, seed), new LearningCurve([2], [strategy.Scores[seed]])),
    ];
}
