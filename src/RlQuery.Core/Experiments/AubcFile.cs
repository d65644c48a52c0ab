using System.Globalization;
using System.Text;

namespace RlQuery.Core.Experiments;

/// <summary><c>aubc.csv</c>: the area under each episode's learning curve, a row for each data set and seed and a column for each strategy. A strategy that did not run there has an empty cell.</summary>
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
        var text = new StringBuilder(CsvText.Line(["data", "seed", .. strategies]));
        foreach (var row in episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Seed)))
        {
            var aubc = row.ToDictionary(episode => episode.Spec.Strategy, episode => Decimals.Format(episode.Curve.Aubc));
            text.Append(CsvText.Line(
                [row.Key.Data, row.Key.Seed.ToString(CultureInfo.InvariantCulture), .. strategies.Select(strategy => aubc.GetValueOrDefault(strategy, ""))]));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
