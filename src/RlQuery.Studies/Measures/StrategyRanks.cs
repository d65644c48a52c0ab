using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>The ranks of strategies over data sets, by mean area under the learning curve.</summary>
/// <param name="Strategies">Names.</param>
/// <param name="Test">The Friedman test, with the mean rank of each strategy.</param>
internal sealed record StrategyRanks(IReadOnlyList<string> Strategies, Friedman Test)
{
    private const int FewestStrategies = 3;
    private const int FewestSets = 5;

    /// <summary>Ranks the strategies of an evaluation on the data sets on which all of them were run.</summary>
    /// <param name="episodes">Episodes of any number of sets and strategies.</param>
    /// <returns>Null for fewer than three strategies or five data sets, for which the test is not valid.</returns>
    public static StrategyRanks? Of(IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        string[] strategies = [.. all.Select(episode => episode.Spec.Strategy).Distinct()];
        double[][] scores =
        [
            .. CompleteSeeds.Of(all).GroupBy(episode => episode.Spec.Data)
                .Select(set => set.GroupBy(episode => episode.Spec.Strategy).ToDictionary(one => one.Key, one => one.Average(episode => episode.Curve.Merit)))
                .Where(set => set.Count == strategies.Length)
                .Select(set => strategies.Select(strategy => set[strategy]).ToArray()),
        ];
        return strategies.Length < FewestStrategies || scores.Length < FewestSets ? null : new StrategyRanks(strategies, Friedman.Run(scores));
    }
}
