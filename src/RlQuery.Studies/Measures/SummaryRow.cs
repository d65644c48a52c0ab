using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>One strategy on one data set, over all seeds.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Repeats">Number of seeds.</param>
/// <param name="AubcMean">Mean area under the learning curve, divided by the range of labels.</param>
/// <param name="AubcDeviation">Its sample standard deviation over the seeds; NaN for one seed.</param>
/// <param name="FinalMean">Mean score at the end of the curve.</param>
/// <param name="Notes">Notes for the reader, such as that the pool ended before the budget.</param>
public sealed record SummaryRow(
    string Data, string Strategy, int Repeats, double AubcMean, double AubcDeviation, double FinalMean, IReadOnlyList<string> Notes)
{
    /// <summary>What was measured.</summary>
    public IMetric Metric { get; init; } = UsualMetric.Accuracy;

    /// <summary><see cref="Notes"/> in one cell; empty where there are none.</summary>
    public string Note => string.Join("; ", Notes);

    /// <summary>Sums up the episodes of each data set and strategy, in the order in which they first occur.</summary>
    /// <param name="episodes">Episodes of any number of sets and strategies.</param>
    /// <param name="budget">The budget of each.</param>
    /// <param name="seen">Data sets that a strategy was trained or chosen on.</param>
    public static IReadOnlyList<SummaryRow> Of(IEnumerable<EpisodeResult> episodes, int budget, IReadOnlyList<(string Data, string Strategy)>? seen = null) =>
    [
        .. episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Strategy)).Select(group =>
        {
            double[] aubc = [.. group.Select(episode => episode.Curve.Aubc)];
            double fewest = group.Min(episode => episode.Curve.Costs[^1] - episode.Curve.Costs[0]);
            return new SummaryRow(
                group.Key.Data, group.Key.Strategy, aubc.Length, Moments.Mean(aubc), Moments.StandardDeviation(aubc),
                group.Average(episode => episode.Curve.Final),
                [
                    .. fewest < budget ? [$"the pool ends after {fewest} of {budget} queries"] : (string[])[],
                    .. seen?.Contains(group.Key) == true
                        ? [$"{group.Key.Strategy} has seen it in training or validation and flatters itself here"]
                        : (string[])[],
                ])
            {
                Metric = group.First().Curve.Metric,
            };
        }),
    ];
}
