using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Studies;

/// <summary><c>aubc.csv</c>: the area under each episode's learning curve, a row for each data set and seed and a column for each strategy. A strategy that did not run there has an empty cell. Where anything but accuracy alone was measured, a first column says the metric.</summary>
/// <remarks>A row holds what was measured on the very same split and start, so that columns may be compared as pairs.</remarks>
public static class AubcFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "aubc.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="episodes">Episodes; sets, seeds and strategies stand in the order in which they first come.</param>
    public static void Write(string path, IReadOnlyList<EpisodeResult> episodes)
    {
        string[] strategies = [.. episodes.Select(episode => episode.Spec.Strategy).Distinct()];
        IReadOnlyList<IMetric> metrics = episodes.Count == 0 ? [] : episodes[0].Curve.Metrics;
        bool named = !MetricCatalog.IsDefault(metrics);
        string[] columns = ["data", "seed", .. strategies];
        var text = new StringBuilder(CsvText.Line(named ? ["metric", .. columns] : columns));
        for (int i = 0; i < metrics.Count; i++)
        {
            foreach (var row in episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Seed)))
            {
                var aubc = row.ToDictionary(episode => episode.Spec.Strategy, episode => Decimals.Format(episode.Curve.In(i).Aubc));
                string[] cells = [row.Key.Data, row.Key.Seed.ToString(CultureInfo.InvariantCulture), .. strategies.Select(strategy => aubc.GetValueOrDefault(strategy, ""))];
                text.Append(CsvText.Line(named ? [metrics[i].Name, .. cells] : cells));
            }
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
