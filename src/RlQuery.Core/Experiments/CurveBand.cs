using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Statistics;

namespace RlQuery.Core.Experiments;

/// <summary>The mean learning curve of one strategy on one data set, with its 95 % band over the seeds.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Labels">Numbers of labels, ascending.</param>
/// <param name="Band">Mean and interval at each of them.</param>
public sealed record CurveBand(string Data, string Strategy, int[] Labels, MeanInterval[] Band)
{
    /// <summary>What the scores are.</summary>
    public IMetric Metric { get; init; } = MetricCatalog.Accuracy;

    /// <summary>Averages the episodes of each data set and strategy, in the order in which they first occur.</summary>
    /// <param name="episodes">Episodes of any number of sets and strategies.</param>
    public static IReadOnlyList<CurveBand> Of(IEnumerable<EpisodeResult> episodes) =>
    [
        .. episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Strategy)).Select(group =>
        {
            (int Labels, double[] Scores)[] points =
            [
                .. group
                    .SelectMany(episode => episode.Curve.Labels.Zip(episode.Curve.Scores))
                    .GroupBy(point => point.First, (labels, same) => (labels, same.Select(point => point.Second).ToArray()))
                    .OrderBy(point => point.labels),
            ];
            return new CurveBand(
                group.Key.Data, group.Key.Strategy, [.. points.Select(point => point.Labels)], [.. points.Select(point => MeanInterval.Of(point.Scores))])
            {
                Metric = group.First().Curve.Metric,
            };
        }),
    ];
}
