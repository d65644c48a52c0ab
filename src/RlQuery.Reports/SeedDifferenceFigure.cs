using ScottPlot;

namespace RlQuery.Reports;

/// <summary>Our results minus published ones, seed by seed: a panel for each data set, all on one scale.</summary>
public static class SeedDifferenceFigure
{
    /// <summary>Half the last of five published digits: no difference can be seen below it.</summary>
    private const double Rounding = 5e-6;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="panels">At least one panel, each with the same runs.</param>
    public static Figure Create(string title, IReadOnlyList<SeedDifferences> panels)
    {
        string[] names = [.. panels[0].Runs.Select(run => run.Name)];
        SeriesStyle[] styles =
        [
            .. SeriesPalette.Assign([.. names.Select(name => (name, false))]).Select(style => style with { Width = 1, Pattern = LinePattern.Solid }),
        ];
        double reach = 1.1 * Math.Max(Rounding, panels.SelectMany(panel => panel.Runs).SelectMany(run => run.Differences).Max(Math.Abs));
        return PanelGrid.Compose(
            title, "Ours minus published, five digits.", names.Zip(styles),
            [.. panels.Select((panel, index) => Draw(panel, styles, reach, index == panels.Count - 1))], 1, 130);
    }

    private static PanelPlot Draw(SeedDifferences panel, SeriesStyle[] styles, double reach, bool last)
    {
        var plot = new PanelPlot(panel.Data, last ? "seed" : "", "difference in AUBC");
        for (int i = panel.Runs.Count - 1; i >= 0; i--)
        {
            plot.AddLine(panel.Seeds, panel.Runs[i].Differences, styles[i], markerSize: 3);
        }
        plot.SetLimits(panel.Seeds[0], Math.Max(panel.Seeds[^1], panel.Seeds[0] + 1), -reach, reach, 10, 4);
        return plot;
    }
}
