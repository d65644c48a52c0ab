using ScottPlot;

namespace RlQuery.Reports;

/// <summary>The scores of all trials of a tuning over environment steps, with the best and the settings that it began with brought out.</summary>
public static class TuningFigure
{
    private static readonly SeriesStyle Other = new(Color.FromHex("#999999"), LinePattern.Solid, 0.9f);
    private static readonly SeriesStyle Own = SeriesPalette.OfLearned(1) with { Width = 1.8f, Pattern = new([7, 3], 0, "dashes") };
    private static readonly SeriesStyle Best = SeriesPalette.OfLearned(0);

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="trials">All trials.</param>
    /// <param name="own">Which of them has the settings that the tuning began with.</param>
    /// <param name="best">Which of them is the best; may be the same.</param>
    public static Figure Create(string title, string subtitle, IReadOnlyList<TuningTrial> trials, int own, int best)
    {
        var panel = new PanelPlot("Validation sets: AUBC gained over the reference", "environment steps", "difference in AUBC");
        foreach (int i in Enumerable.Range(0, trials.Count).Where(i => i != own && i != best))
        {
            Add(panel, trials[i], Other, 4);
        }
        Add(panel, trials[own], Own, 7);
        Add(panel, trials[best], Best, 7);
        panel.AddLevel(0);
        double[] logs = [.. trials.SelectMany(trial => trial.Steps).Select(Math.Log10)];
        double[] scores = [.. trials.SelectMany(trial => trial.Scores), 0];
        double pad = Math.Max(0.06 * (scores.Max() - scores.Min()), 1e-3);
        double side = Math.Max(0.04 * (logs.Max() - logs.Min()), 0.02);
        panel.SetLogStepLimits(logs.Min() - side, logs.Max() + side, scores.Min() - pad, scores.Max() + pad, 6);
        (string, SeriesStyle)[] legend = [("best", Best), ("settings of the environment file", Own), ("other trials", Other)];
        return PanelGrid.Compose(title, subtitle, own == best ? [("best: settings of the environment file", Best), legend[2]] : legend, [panel], 1, 380);
    }

    private static void Add(PanelPlot panel, TuningTrial trial, SeriesStyle style, float marker)
    {
        double[] x = [.. trial.Steps.Select(Math.Log10)];
        panel.AddLine(x, trial.Scores, style);
        // Drawn apart: an SVG file has no dashed markers.
        panel.AddLine(x, trial.Scores, style with { Width = 0, Pattern = LinePattern.Solid }, marker);
    }
}
