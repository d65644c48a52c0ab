using RlQuery.Core;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The learning curves of evaluations, without the controls of policies: they say most in their table.</summary>
internal static class EvaluationFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "learning-curves";

    /// <summary>Draws one or several evaluations over each other; a strategy that several have is told apart by the folder's name.</summary>
    public static Figure Create(IReadOnlyList<string> folders)
    {
        var evaluations = folders
            .Select(folder => (Label: TrainingFigure.NameOf(folder), Episodes: EpisodesFile.Read(EpisodesFile.Find(folder)).Where(episode => !PolicyControls.IsControl(episode.Spec.Strategy)).ToArray())).ToArray();
        IMetric[] metrics = [.. evaluations.Select(one => one.Episodes[0].Curve.Metric)];
        if (metrics.FirstOrDefault(metric => metric != metrics[0]) is { } other)
        {
            throw new InvalidInputException($"{folders[Array.IndexOf(metrics, other)]}: measures {other.Words}, where {folders[0]} measures {metrics[0].Words}; overlay evaluations of one metric");
        }
        var shared = evaluations
            .SelectMany(one => one.Episodes.Select(episode => episode.Spec.Strategy).Distinct())
            .GroupBy(strategy => strategy).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return Draw(
            evaluations.SelectMany(one => CurveBand.Of(one.Episodes).Select(band =>
                (band, shared.Contains(band.Strategy) ? $"{band.Strategy} ({one.Label})" : band.Strategy))),
            evaluations.SelectMany(one => one.Episodes), metrics[0]);
    }

    private static Figure Draw(IEnumerable<(CurveBand Band, string Shown)> curves, IEnumerable<EpisodeResult> episodes, IMetric metric)
    {
        LearningCurvePanel[] panels =
        [
            .. curves.GroupBy(curve => curve.Band.Data, (data, bands) => new LearningCurvePanel(data, [.. bands.Select(curve => Curve(curve.Band, curve.Shown))])),
        ];
        int repeats = episodes.Select(episode => episode.Spec.Seed).Distinct().Count();
        string subtitle = repeats == 1
            ? "One run for each data set and strategy."
            : $"Mean of {repeats} paired runs for each data set and strategy, with its 95 % confidence band.";
        return LearningCurveFigure.Create("Learning curves", subtitle, $"test {metric.Words}{(metric.HigherIsBetter ? "" : " (lower is better)")}", panels);
    }

    private static StrategyCurve Curve(CurveBand band, string shown) => new(
        shown, !HeuristicNames.Contains(band.Strategy),
        [.. band.Labels.Select(labels => (double)labels)],
        [.. band.Band.Select(point => point.Mean)], [.. band.Band.Select(point => point.Lower)], [.. band.Band.Select(point => point.Upper)]);
}
