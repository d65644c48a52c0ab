namespace RlQuery.Reports;

/// <summary>Shares of heuristics over the length of an episode: a panel for each policy.</summary>
public static class ShareCurveFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what is measured.</param>
    /// <param name="xAxis">Name of the horizontal axis.</param>
    /// <param name="yAxis">Name of the vertical axis.</param>
    /// <param name="panels">At least one panel.</param>
    public static Figure Create(string title, string subtitle, string xAxis, string yAxis, IReadOnlyList<SharePanel> panels)
    {
        string[] names = [.. panels.SelectMany(panel => panel.Curves).Select(curve => curve.Name).Distinct()];
        SeriesStyle[] assigned = SeriesPalette.Assign([.. names.Select(name => (name, false))]);
        var styles = names.Zip(assigned, (name, style) => (Name: name, Style: style with { Width = 1.8f })).ToArray();
        double top = Math.Min(1, 1.1 * panels.Max(panel => panel.Curves.Max(curve => curve.Shares.Max())));
        return PanelGrid.Compose(
            title, subtitle, styles,
            [.. panels.Select((panel, i) => Draw(panel, styles, i == panels.Count - 1 ? xAxis : "", yAxis, Math.Max(top, 0.05)))],
            1, panels.Count == 1 ? 340 : 220);
    }

    private static PanelPlot Draw(SharePanel panel, (string Name, SeriesStyle Style)[] styles, string xAxis, string yAxis, double top)
    {
        var plot = new PanelPlot(panel.Title, xAxis, yAxis);
        foreach (ShareCurve curve in panel.Curves)
        {
            plot.AddLine(curve.X, curve.Shares, styles.First(style => style.Name == curve.Name).Style);
        }
        double right = Math.Max(1, panel.Curves.Max(curve => curve.X[^1]));
        plot.SetLimits(0, right * 1.02, 0, top, 10, 5);
        return plot;
    }
}
