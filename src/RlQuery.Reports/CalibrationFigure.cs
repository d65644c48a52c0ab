using ScottPlot;

namespace RlQuery.Reports;

/// <summary>Expected against measured values, a dot each, over the line on which they agree and the band of a typical interval.</summary>
public static class CalibrationFigure
{
    private const float Dot = 5;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="panels">At least one panel with at least one point each; all on one scale.</param>
    public static Figure Create(string title, string subtitle, IReadOnlyList<CalibrationPanel> panels)
    {
        string[] names = [.. panels[0].Groups.Select(group => group.Name)];
        SeriesStyle[] styles = [.. names.Select((_, i) => SeriesPalette.OfLearned(i))];
        (double Expected, double Measured)[] all = [.. panels.SelectMany(panel => panel.Groups).SelectMany(group => group.Points)];
        (double left, double right) = Range(all.Select(point => point.Expected));
        (double bottom, double top) = Range(all.Select(point => point.Measured));
        return PanelGrid.Compose(
            title, subtitle, names.Zip(styles),
            [.. panels.Select((panel, i) => Draw(panel, styles, i == 0 ? "measured" : "", (left, right), (bottom, top)))], panels.Count, 260);
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] known = [.. values, 0];
        double pad = 0.05 * Math.Max(known.Max() - known.Min(), 1e-3);
        return (known.Min() - pad, known.Max() + pad);
    }

    private static PanelPlot Draw(
        CalibrationPanel panel, SeriesStyle[] styles, string measured, (double Low, double High) x, (double Low, double High) y)
    {
        var plot = new PanelPlot(panel.Title, "expected", measured);
        double[] ends = [x.Low, x.High];
        var line = new SeriesStyle(FigureStyle.AxisInk, LinePattern.DenselyDashed, 1);
        plot.AddBand(ends, [.. ends.Select(end => end + panel.Below)], [.. ends.Select(end => end + panel.Above)], line, 0.1);
        plot.AddLine(ends, ends, line);
        for (int i = 0; i < styles.Length; i++)
        {
            IReadOnlyList<(double Expected, double Measured)> points = panel.Groups[i].Points;
            plot.AddLine([.. points.Select(point => point.Expected)], [.. points.Select(point => point.Measured)], styles[i] with { Width = 0 }, Dot);
        }
        plot.SetLimits(x.Low, x.High, y.Low, y.High, 3, 5);
        return plot;
    }
}
