namespace RlQuery.Reports;

/// <summary>
/// Cost against size, both on logarithmic axes: a power law is a straight line, its exponent the slope. A panel for each size, all on one scale of costs.
/// </summary>
public static class GrowthFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="cost">Name of the vertical axis, with its unit.</param>
    /// <param name="panels">At least one panel.</param>
    public static Figure Create(string title, string subtitle, string cost, IReadOnlyList<GrowthPanel> panels)
    {
        string[] names = [.. panels[0].Costs.Select(one => one.Name)];
        SeriesStyle[] styles = [.. names.Select((_, i) => SeriesPalette.OfLearned(i) with { Width = 1.6f })];
        double[] all = [.. panels.SelectMany(panel => panel.Costs).SelectMany(one => one.Costs)];
        double bottom = Math.Floor(Math.Log10(all.Min()));
        double top = Math.Ceiling(Math.Log10(all.Max()));
        int columns = Math.Min(2, panels.Count);
        return PanelGrid.Compose(
            title, subtitle, names.Zip(styles),
            [.. panels.Select((panel, i) => Draw(panel, styles, i % columns == 0 ? cost : "", bottom, Math.Max(top, bottom + 1)))], columns, 250);
    }

    private static PanelPlot Draw(GrowthPanel panel, SeriesStyle[] styles, string cost, double bottom, double top)
    {
        var plot = new PanelPlot(panel.Size, "", cost);
        double[] x = [.. panel.Sizes.Select(Math.Log10)];
        for (int i = 0; i < panel.Costs.Count; i++)
        {
            plot.AddLine(x, [.. panel.Costs[i].Costs.Select(Math.Log10)], styles[i], markerSize: 5);
        }
        double pad = 0.05 * Math.Max(x[^1] - x[0], 0.1);
        plot.SetLogLimits(x[0] - pad, x[^1] + pad, bottom, top);
        return plot;
    }
}
