namespace RlQuery.Reports;

/// <summary>Mean return per episode over environment steps, and below it how the policy does on validation problems; several runs overlaid.</summary>
public static class RewardCurveFigure
{
    private const int MostPoints = 1500;
    private const string Marks = " Below: shaded, two standard errors; square, the start; ring, what was kept.";

    private static readonly SeriesStyle Mean = new(ScottPlot.Color.FromHex("#000000"), ScottPlot.LinePattern.Solid, 3.2f);

    /// <summary>Draws runs over each other.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="runs">At least one run, each with at least one finite return.</param>
    public static Figure Create(string title, IReadOnlyList<RewardRun> runs) => Create(
        title, "Thin: each update. Thick: centred moving average over a twentieth of the run." + (HasErrors(runs) ? Marks : ""), runs,
        [.. runs.Select((_, index) => SeriesPalette.OfLearned(index))], mean: false);

    /// <summary>Draws runs of one recipe, such as several seeds, and their mean.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="runs">At least two runs, each with at least one finite return.</param>
    public static Figure CreateMean(string title, IReadOnlyList<RewardRun> runs) => Create(
        title, "Each run, and thick the mean of all as far as each goes; returns as centred moving averages over a twentieth of the run.", runs,
        [.. runs.Select((_, index) => SeriesPalette.OfLearned(index) with { Width = 1.3f })], mean: true);

    private static Figure Create(string title, string subtitle, IReadOnlyList<RewardRun> runs, SeriesStyle[] styles, bool mean)
    {
        bool validated = runs.Any(run => run.Validation.Any(double.IsFinite));
        double right = 1.01 * Math.Max(1, runs.Max(run => run.Steps[^1]));

        var returns = new PanelPlot("Return in training", validated ? "" : "environment steps", "mean return per episode");
        AddReturns(returns, runs, styles, right, mean);
        List<PanelPlot> panels = [returns];
        if (validated)
        {
            var validation = new PanelPlot(
                "Validation, on the same problems each time: AUBC gained over the reference", "environment steps", "difference in AUBC");
            AddValidation(validation, runs, styles, right, mean);
            panels.Add(validation);
        }
        (string, SeriesStyle)[] legend = [.. runs.Zip(styles, (run, style) => (run.Name, style))];
        return PanelGrid.Compose(title, subtitle, mean ? [.. legend, ("mean", Mean)] : legend, panels, 1, validated ? 235 : 380);
    }

    private static void AddReturns(PanelPlot panel, IReadOnlyList<RewardRun> runs, SeriesStyle[] styles, double right, bool mean)
    {
        var curves = runs.Select(run => Finite(run.Steps, run.Return)).ToArray();
        (double[] X, double[] Y)[] smooth = [.. curves.Select(curve => (curve.X, MovingAverage.Smooth(curve.Y, MovingAverage.Window(curve.Y.Length))))];
        for (int i = 0; i < curves.Length && !mean; i++)
        {
            (double[] x, double[] y) = Thin(curves[i]);
            panel.AddLine(
                x, y,
                styles[i] with { Color = styles[i].Color.WithAlpha(runs.Count == 1 ? 0.35 : 0.2), Width = 0.8f, Pattern = ScottPlot.LinePattern.Solid });
        }
        for (int i = 0; i < curves.Length; i++)
        {
            (double[] x, double[] y) = Thin(smooth[i]);
            panel.AddLine(x, y, styles[i]);
        }
        if (mean)
        {
            (double[] x, double[] y) = Thin(MeanCurve.Of(smooth));
            panel.AddLine(x, y, Mean);
        }
        // What is not drawn takes no room.
        SetLimits(panel, (mean ? smooth : curves).SelectMany(curve => curve.Y), right);
    }

    private static void AddValidation(PanelPlot panel, IReadOnlyList<RewardRun> runs, SeriesStyle[] styles, double right, bool mean)
    {
        (double[] X, double[] Y)[] curves = [.. runs.Select(run => Finite(run.Steps, run.Validation))];
        double[][] errors = [.. runs.Select(run => Finite(run.Validation, run.ValidationError).Y)];
        bool shaded = HasErrors(runs) && !mean;
        for (int i = 0; i < curves.Length; i++)
        {
            if (shaded && errors[i].Length == curves[i].Y.Length)
            {
                panel.AddBand(
                    curves[i].X, [.. curves[i].Y.Zip(errors[i], (y, error) => y - (2 * error))],
                    [.. curves[i].Y.Zip(errors[i], (y, error) => y + (2 * error))], styles[i], opacity: 0.15);
            }
            panel.AddLine(curves[i].X, curves[i].Y, styles[i] with { Width = Math.Min(styles[i].Width, 1.8f) }, markerSize: mean ? 3 : 5);
            if (shaded && curves[i].Y.Length > 0)
            {
                panel.AddMark(curves[i].X[0], curves[i].Y[0], styles[i], ScottPlot.MarkerShape.OpenSquare);
                int kept = Array.IndexOf(curves[i].Y, curves[i].Y.Max());
                panel.AddMark(curves[i].X[kept], curves[i].Y[kept], styles[i], ScottPlot.MarkerShape.OpenCircle);
            }
        }
        if (mean && curves.All(curve => curve.X.Length > 0))
        {
            (double[] x, double[] y) = MeanCurve.Of(curves);
            panel.AddLine(x, y, Mean, markerSize: 6);
        }
        panel.AddLevel(0);
        IEnumerable<double> ends = shaded
            ? curves.Zip(errors).Where(run => run.First.Y.Length == run.Second.Length)
                .SelectMany(run => run.First.Y.Zip(run.Second, (y, error) => new[] { y - (2 * error), y + (2 * error) }).SelectMany(both => both))
            : [];
        SetLimits(panel, curves.SelectMany(curve => curve.Y).Concat(ends).Append(0), right);
    }

    private static bool HasErrors(IReadOnlyList<RewardRun> runs) => runs.Any(run => run.ValidationError.Any(double.IsFinite));

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
