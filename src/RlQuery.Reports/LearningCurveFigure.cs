namespace RlQuery.Reports;

/// <summary>Score over the number of labels, or over another cost: a panel for each data set, a line with its 95 % band for each strategy.</summary>
public static class LearningCurveFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what was repeated and how often.</param>
    /// <param name="score">Name of the vertical axis, such as <c>test accuracy</c>.</param>
    /// <param name="panels">At least one panel.</param>
    /// <param name="cost">Name of the horizontal axis.</param>
    public static Figure Create(
        string title, string subtitle, string score, IReadOnlyList<LearningCurvePanel> panels, string cost = "number of labels")
    {
        (string Name, bool IsLearned)[] series =
            [.. panels.SelectMany(panel => panel.Curves).Select(curve => (curve.Strategy, curve.IsLearned)).Distinct()];
        SeriesStyle[] assigned = SeriesPalette.Assign(series);
        var styles = series.Zip(assigned).ToDictionary(pair => pair.First.Name, pair => pair.Second);

        int columns = panels.Count switch { 1 => 1, 2 or 4 => 2, _ => 3 };
        float height = columns switch { 1 => 380, 2 => 250, _ => 192 };
        IEnumerable<(string, SeriesStyle)> legend =
            series.OrderByDescending(one => one.IsLearned).Select(one => (one.Name, styles[one.Name]));
        return PanelGrid.Compose(
            title, subtitle, legend,
            [
                .. panels.Select((panel, index) => Draw(
                    panel, styles, IsLowest(index, columns, panels.Count) ? cost : "", index % columns == 0 ? score : "")),
            ],
            columns, height);
    }

    /// <summary>Only the lowest panel of a column names the horizontal axis.</summary>
    private static bool IsLowest(int index, int columns, int count) => index + columns >= count;

    private static PanelPlot Draw(LearningCurvePanel panel, Dictionary<string, SeriesStyle> styles, string xLabel, string yLabel)
    {
        var plot = new PanelPlot(panel.Data, xLabel, yLabel);
        // Learned policies come last, on top of all others.
        StrategyCurve[] curves = [.. panel.Curves.OrderBy(curve => curve.IsLearned)];
        double opacity = curves.Length <= 5 ? 0.11 : 0.05;
        foreach (StrategyCurve curve in curves.Where(curve => !curve.Lower.Any(double.IsNaN) && !curve.Upper.Any(double.IsNaN)))
        {
            plot.AddBand(curve.Labels, curve.Lower, curve.Upper, styles[curve.Strategy], curve.IsLearned ? 2 * opacity : opacity);
        }
        foreach (StrategyCurve curve in curves)
        {
            plot.AddLine(curve.Labels, curve.Mean, styles[curve.Strategy]);
        }
        SetLimits(plot, curves);
        return plot;
    }

    private static void SetLimits(PanelPlot plot, StrategyCurve[] curves)
    {
        double left = curves.Min(curve => curve.Labels[0]);
        double right = Math.Max(curves.Max(curve => curve.Labels[^1]), left + 1);
        double bottom = curves.Min(curve => curve.Mean.Min());
        double top = curves.Max(curve => curve.Mean.Concat(curve.Upper.Where(double.IsFinite)).Max());
        double pad = Math.Max(0.04 * (top - bottom), 0.005);
        plot.SetLimits(left, right, bottom - pad, top + pad, 6, 6);
    }
}
