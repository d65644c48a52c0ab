using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>aubc.csv</c>: the area under each episode's learning curve, a row for each data set and seed and a column for each strategy. A strategy that did not
/// run there has an empty cell. If metrics other than accuracy were measured, the first column is the metric.
/// </summary>
/// <remarks>A row holds results on the same split and start, so that columns can be compared as pairs.</remarks>
internal sealed class AubcAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "aubc.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "area under each learning curve, a column for each strategy";

    /// <summary>The table; sets, seeds and strategies are in order of first occurrence.</summary>
    public static ResultTable Table(IReadOnlyList<EpisodeResult> episodes)
    {
        string[] strategies = [.. episodes.Select(episode => episode.Spec.Strategy).Distinct()];
        IReadOnlyList<IMetric> metrics = episodes.Count == 0 ? [] : episodes[0].Curve.Metrics;
        bool named = !UsualMetric.IsAlone(metrics);
        var rows = new List<string[]>();
        for (int i = 0; i < metrics.Count; i++)
        {
            foreach (var row in episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Seed)))
            {
                var aubc = row.ToDictionary(episode => episode.Spec.Strategy, episode => Decimals.Format(episode.Curve.In(i).Aubc));
                string[] cells = [row.Key.Data, Decimals.Whole(row.Key.Seed), .. strategies.Select(strategy => aubc.GetValueOrDefault(strategy, ""))];
                rows.Add(named ? [metrics[i].Name, .. cells] : cells);
            }
        }
        string[] columns = ["data", "seed", .. strategies];
        return new ResultTable(named ? ["metric", .. columns] : columns, rows);
    }

    /// <inheritdoc/>
    public override ResultTable Compute(LearnerResults results) => Table(results.Episodes);
}
