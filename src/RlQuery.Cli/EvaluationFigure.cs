using RlQuery.Core.Experiments;
using RlQuery.Core.Strategies;
using RlQuery.Reports;

namespace RlQuery.Cli;

/// <summary>The learning curves of an evaluation.</summary>
internal static class EvaluationFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "learning-curves";

    public static Figure Create(IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        LearningCurvePanel[] panels =
        [
            .. CurveBand.Of(all).GroupBy(band => band.Data, (data, bands) => new LearningCurvePanel(data, [.. bands.Select(Curve)])),
        ];
        int repeats = all.Select(episode => episode.Spec.Seed).Distinct().Count();
        string subtitle = repeats == 1
            ? "One run for each data set and strategy."
            : $"Mean of {repeats} paired runs for each data set and strategy, with its 95 % confidence band.";
        return LearningCurveFigure.Create("Learning curves", subtitle, "test accuracy", panels);
    }

    private static StrategyCurve Curve(CurveBand band) => new(
        band.Strategy, StrategyCatalog.Find(band.Strategy) is null,
        [.. band.Labels.Select(labels => (double)labels)],
        [.. band.Band.Select(point => point.Mean)], [.. band.Band.Select(point => point.Lower)], [.. band.Band.Select(point => point.Upper)]);
}
