using ScottPlot;

namespace RlQuery.Reports;

/// <summary>Estimates with their intervals over the true values: on the dashed line, an estimate is exact.</summary>
public static class EstimateFigure
{
    private const int Columns = 3;
    private const float MarkerSize = 5;

    private static readonly SeriesStyle Exact = new(FigureStyle.AxisInk, LinePattern.DenselyDashed, 1);

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what is measured.</param>
    /// <param name="xAxis">Name of the horizontal axes.</param>
    /// <param name="yAxis">Name of the vertical axes.</param>
    /// <param name="panels">At least one panel; each has axes of its own, since an interval may be much wider than the truth differs.</param>
    public static Figure Create(string title, string subtitle, string xAxis, string yAxis, IReadOnlyList<EstimatePanel> panels)
    {
        string[] names = [.. panels.SelectMany(panel => panel.Points).Select(point => point.Series).Distinct()];
        SeriesStyle[] styles = [.. SeriesPalette.Assign([.. names.Select(name => (name, false))])];
        var series = names.Zip(styles, (name, style) => (Name: name, Style: style with { Pattern = LinePattern.Solid, Width = 1.2f })).ToArray();
        int columns = Math.Min(Columns, panels.Count);
        return PanelGrid.Compose(
            title, subtitle, [.. series, ("exact", Exact)],
            [.. panels.Select((panel, i) => Draw(panel, series, i + columns >= panels.Count ? xAxis : "", i % columns == 0 ? yAxis : ""))], columns, 230);
    }

    private static PanelPlot Draw(EstimatePanel panel, (string Name, SeriesStyle Style)[] series, string xAxis, string yAxis)
    {
        var plot = new PanelPlot(panel.Title, xAxis, yAxis);
        foreach ((string name, SeriesStyle style) in series)
        {
            foreach (EstimatePoint point in panel.Points.Where(point => point.Series == name))
            {
                plot.AddLine([point.Truth], [point.Estimate], style with { Width = 0 }, MarkerSize);
                if (double.IsFinite(point.Lower))
                {
                    plot.AddLine([point.Truth, point.Truth], [point.Lower, point.Upper], style);
                }
            }
        }
        double[] x = [.. panel.Points.Select(point => point.Truth)];
        double[] y = [.. panel.Points.SelectMany(point => (double[])[point.Truth, point.Estimate, point.Lower, point.Upper]).Where(double.IsFinite)];
        double side = Math.Max(0.08 * (x.Max() - x.Min()), 1e-5);
        double pad = Math.Max(0.06 * (y.Max() - y.Min()), 1e-5);
        (double left, double right) = (x.Min() - side, x.Max() + side);
        plot.AddLine([left, right], [left, right], Exact);
        plot.SetLimits(left, right, y.Min() - pad, y.Max() + pad, 3, 5);
        return plot;
    }
}
