using RlQuery.Core;
using RlQuery.Core.Tasks;
using RlQuery.Reports;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>episodes.csv</c> and the learning curves, without the controls of policies, which have their own table.</summary>
internal sealed class EpisodesAnalysis : Analysis
{
    /// <summary>Name of the figure's files without extension.</summary>
    public const string Curves = "learning-curves";

    /// <inheritdoc/>
    public override string Name => EpisodesFile.Name;

    /// <inheritdoc/>
    public override string Description => "every point of every learning curve, and the curves";

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        Curves, folder => Draw([folder]),
        folder => $"Learning curves: mean test {folder.Metric.Words} against the number of labels, a panel for each data set and a line for each strategy.",
        _ => $"Learning curves with 95 % bands over the seeds; the points stand in {EpisodesFile.Name}.");

    /// <inheritdoc/>
    public override void Write(string folder, LearnerResults results) =>
        EpisodesFile.Write(Path.Combine(folder, EpisodesFile.NameFor(results.Settings.Points)), results.Episodes);

    /// <summary>Draws one or several evaluations, overlaid; the folder's name distinguishes a strategy that several have.</summary>
    public static Figure Draw(IReadOnlyList<ResultFolder> folders)
    {
        IMetric[] metrics = [.. folders.Select(folder => folder.Episodes[0].Curve.Metric)];
        if (metrics.FirstOrDefault(metric => metric != metrics[0]) is { } other)
        {
            throw new InvalidInputException(
                $"{folders[Array.IndexOf(metrics, other)].Target}: measures {other.Words}, where {folders[0].Target} measures {metrics[0].Words}; "
                + "overlay evaluations of one metric");
        }
        var shared = folders
            .SelectMany(folder => folder.Episodes.Select(episode => episode.Spec.Strategy).Distinct())
            .GroupBy(strategy => strategy).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        LearningCurvePanel[] panels =
        [
            .. folders.SelectMany(folder => CurveBand.Of(folder.Episodes).Select(band =>
                (band.Data, Curve: Curve(folder, band, shared.Contains(band.Strategy)))))
                .GroupBy(one => one.Data, (data, curves) => new LearningCurvePanel(data, [.. curves.Select(one => one.Curve)])),
        ];
        int repeats = folders.SelectMany(folder => folder.Episodes).Select(episode => episode.Spec.Seed).Distinct().Count();
        string subtitle = repeats == 1
            ? "One run for each data set and strategy."
            : $"Mean of {repeats} paired runs for each data set and strategy, with its 95 % confidence band.";
        string score = $"test {metrics[0].Words}{(metrics[0].HigherIsBetter ? "" : " (lower is better)")}";
        string unit = folders[0].HasManifest ? folders[0].Settings.CostUnit : ITask.Labels;
        return LearningCurveFigure.Create("Learning curves", subtitle, score, panels, unit == ITask.Labels ? $"number of {unit}" : unit);
    }

    private static StrategyCurve Curve(ResultFolder folder, CurveBand band, bool isShared) => new(
        isShared ? $"{band.Strategy} ({FolderName.Of(folder.Target)})" : band.Strategy, folder.KindOf(band.Strategy).IsSubject(),
        band.Costs,
        [.. band.Band.Select(point => point.Mean)], [.. band.Band.Select(point => point.Lower)], [.. band.Band.Select(point => point.Upper)]);
}
