using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>The mean learning curve of one strategy on one data set, with its 95 % band over the seeds.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Costs">Costs, ascending.</param>
/// <param name="Band">Mean and interval at each of them.</param>
public sealed record CurveBand(string Data, string Strategy, double[] Costs, MeanInterval[] Band)
{
    // Means of equal scores in another order may differ in their last digits.
    private const double Tolerance = 1e-9;

    /// <summary>What the scores are.</summary>
    public IMetric Metric { get; init; } = UsualMetric.Accuracy;

    /// <summary>Averages the episodes of each data set and strategy, in the order in which they first occur.</summary>
    /// <param name="episodes">Episodes of any number of sets and strategies.</param>
    public static IReadOnlyList<CurveBand> Of(IEnumerable<EpisodeResult> episodes) =>
    [
        .. episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Strategy)).Select(group =>
        {
            (double Cost, double[] Scores)[] points =
            [
                .. group
                    .SelectMany(episode => episode.Curve.Costs.Zip(episode.Curve.Scores))
                    .GroupBy(point => point.First, (cost, same) => (cost, same.Select(point => point.Second).ToArray()))
                    .OrderBy(point => point.cost),
            ];
            return new CurveBand(
                group.Key.Data, group.Key.Strategy, [.. points.Select(point => point.Cost)], [.. points.Select(point => MeanInterval.Of(point.Scores))])
            {
                Metric = group.First().Curve.Metric,
            };
        }),
    ];

    /// <summary>The same over only the seeds that all strategies of a data set completed, so that the curves can be compared.</summary>
    /// <param name="episodes">Episodes of one learner.</param>
    public static IReadOnlyList<CurveBand> OfCompleteSeeds(IEnumerable<EpisodeResult> episodes) => Of(CompleteSeeds.Of(episodes));

    /// <summary>The cost at which the linearly interpolated mean curve first reaches a score.</summary>
    /// <param name="score">A score of the curve's metric.</param>
    /// <returns>Usually a fraction; NaN if the score is never reached.</returns>
    public double FirstReach(double score)
    {
        int sign = Metric.HigherIsBetter ? 1 : -1;
        int first = Array.FindIndex(Band, point => sign * (point.Mean - score) >= -Tolerance);
        if (first <= 0)
        {
            return first < 0 ? double.NaN : Costs[0];
        }
        double before = Band[first - 1].Mean;
        double share = Math.Min(1, (score - before) / (Band[first].Mean - before));
        return Costs[first - 1] + (share * (Costs[first] - Costs[first - 1]));
    }
}
