namespace RlQuery.Reports;

/// <summary>Mean return per episode over environment steps, and below it how the policy does on validation sets; several runs overlaid.</summary>
public static class RewardCurveFigure
{
    private const int MostPoints = 1500;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="runs">At least one run, each with at least one finite return.</param>
    public static Figure Create(string title, IReadOnlyList<RewardRun> runs)
    {
        SeriesStyle[] styles = [.. runs.Select((_, index) => SeriesPalette.OfLearned(index))];
        bool validated = runs.Any(run => run.Validation.Any(double.IsFinite));
        double right = 1.01 * Math.Max(1, runs.Max(run => run.Steps[^1]));

        var returns = new PanelPlot("Return in training", validated ? "" : "environment steps", "mean return per episode");
        AddReturns(returns, runs, styles, right);
        List<PanelPlot> panels = [returns];
        if (validated)
        {
            var validation = new PanelPlot("Validation sets: AUBC minus that of margin sampling", "environment steps", "difference in AUBC");
            AddValidation(validation, runs, styles, right);
            panels.Add(validation);
        }
        return PanelGrid.Compose(
            title, "Thin: each update. Thick: centred moving average over a twentieth of the run.",
            runs.Zip(styles, (run, style) => (run.Name, style)), panels, 1, validated ? 235 : 380);
    }

    private static void AddReturns(PanelPlot panel, IReadOnlyList<RewardRun> runs, SeriesStyle[] styles, double right)
    {
        var curves = runs.Select(run => Finite(run.Steps, run.Return)).ToArray();
        for (int i = 0; i < curves.Length; i++)
        {
            (double[] x, double[] y) = Thin(curves[i]);
            panel.AddLine(x, y, styles[i] with { Color = styles[i].Color.WithAlpha(runs.Count == 1 ? 0.35 : 0.2), Width = 0.8f, Pattern = ScottPlot.LinePattern.Solid });
        }
        for (int i = 0; i < curves.Length; i++)
        {
            double[] smooth = MovingAverage.Smooth(curves[i].Y, MovingAverage.Window(curves[i].Y.Length));
            (double[] x, double[] y) = Thin((curves[i].X, smooth));
            panel.AddLine(x, y, styles[i]);
        }
        SetLimits(panel, curves.SelectMany(curve => curve.Y), right);
    }

    private static void AddValidation(PanelPlot panel, IReadOnlyList<RewardRun> runs, SeriesStyle[] styles, double right)
    {
        var curves = runs.Select(run => Finite(run.Steps, run.Validation)).ToArray();
        for (int i = 0; i < curves.Length; i++)
        {
            panel.AddLine(curves[i].X, curves[i].Y, styles[i] with { Width = 1.8f }, markerSize: 5);
        }
        panel.AddLevel(0);
        SetLimits(panel, curves.SelectMany(curve => curve.Y).Append(0), right);
    }

    private static void SetLimits(PanelPlot panel, IEnumerable<double> values, double right)
    {
        double bottom = values.Min();
        double top = values.Max();
        double pad = Math.Max(0.06 * (top - bottom), 1e-3);
        panel.SetLimits(0, right, bottom - pad, top + pad, 8, 5);
    }

    private static (double[] X, double[] Y) Finite(double[] x, double[] y)
    {
        int[] kept = [.. Enumerable.Range(0, y.Length).Where(i => double.IsFinite(y[i]))];
        return ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);
    }

    /// <summary>Evenly spaced points of a long run, the last one included: more than the pixels show nothing but a large file.</summary>
    private static (double[] X, double[] Y) Thin((double[] X, double[] Y) curve)
    {
        int stride = Math.Max(1, (curve.X.Length + MostPoints - 1) / MostPoints);
        int[] kept = [.. Enumerable.Range(0, curve.X.Length).Where(i => (curve.X.Length - 1 - i) % stride == 0)];
        return ([.. kept.Select(i => curve.X[i])], [.. kept.Select(i => curve.Y[i])]);
    }
}
