using ScottPlot;

namespace RlQuery.Reports;

/// <summary>Shares of the signals in a policy's choices over the labels asked for, stacked, and below them how often it departs from the heuristic.</summary>
public static class AttentionFigure
{
    private const int MostSignals = 7;
    private const float Swatch = 9;

    private static readonly string[] Fills = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"];
    private static readonly SeriesStyle Other = new(Color.FromHex("#C8C8C8"), LinePattern.Solid, Swatch);

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what is measured.</param>
    /// <param name="panels">At least one policy, each with a stage that has shares.</param>
    public static Figure Create(string title, string subtitle, IReadOnlyList<AttentionPanel> panels)
    {
        string[] shown = Largest(panels);
        (string Name, SeriesStyle Style)[] signals =
            [.. shown.Select((name, i) => (name, new SeriesStyle(Color.FromHex(Fills[i]), LinePattern.Solid, Swatch)))];
        bool others = panels.Any(panel => panel.Signals.Any(name => !shown.Contains(name)));
        SeriesStyle[] lines = [.. panels.Select((_, i) => SeriesPalette.OfLearned(i))];
        IEnumerable<(string, SeriesStyle)> legend = signals;
        legend = others ? legend.Append(("other signals", Other)) : legend;
        legend = panels.Count > 1 ? legend.Concat(panels.Zip(lines, (panel, line) => (panel.Policy, line))) : legend;
        return PanelGrid.Compose(
            title, subtitle, legend, [.. panels.Select(panel => Stack(panel, signals)), Departures(panels, lines)], 1, 215);
    }

    /// <summary>The signals with the largest mean shares over all policies and stages, the largest first.</summary>
    private static string[] Largest(IReadOnlyList<AttentionPanel> panels)
    {
        var sums = panels
            .SelectMany(panel => panel.Signals.Select((name, i) => (Name: name, Mean: Told(panel).Average(stage => stage.Shares[i]))))
            .GroupBy(one => one.Name, (name, same) => (Name: name, Sum: same.Sum(one => one.Mean)))
            .OrderByDescending(one => one.Sum).ToArray();
        return [.. sums.Take(MostSignals).Select(one => one.Name)];
    }

    private static PanelPlot Stack(AttentionPanel panel, (string Name, SeriesStyle Style)[] signals)
    {
        var plot = new PanelPlot(panel.Policy, "", "share of the departure");
        AttentionStage[] told = [.. Told(panel)];
        double[] x = Places(told);
        double[] lower = new double[told.Length];
        foreach ((string name, SeriesStyle style) in signals)
        {
            int signal = panel.Signals.ToList().IndexOf(name);
            double[] upper = [.. told.Select((stage, i) => lower[i] + (signal < 0 ? 0 : stage.Shares[signal]))];
            plot.AddBand(x, Ends(lower), Ends(upper), style, 0.9);
            lower = upper;
        }
        plot.AddBand(x, Ends(lower), [.. x.Select(_ => 1.0)], Other, 0.9);
        plot.SetLimits(panel.Stages[0].Start, panel.Stages[^1].End, 0, 1, 10, 5);
        return plot;
    }

    private static PanelPlot Departures(IReadOnlyList<AttentionPanel> panels, SeriesStyle[] lines)
    {
        var plot = new PanelPlot("How often it departs from margin's pick", "labels asked for", "share of choices");
        for (int i = 0; i < panels.Count; i++)
        {
            plot.AddLine(
                [.. panels[i].Stages.Select(stage => (stage.Start + stage.End) / 2)],
                [.. panels[i].Stages.Select(stage => stage.Departures)],
                lines[i],
                markerSize: 5);
        }
        double top = Math.Min(1, 1.1 * panels.Max(panel => panel.Stages.Max(stage => stage.Departures)));
        plot.SetLimits(panels.Min(panel => panel.Stages[0].Start), panels.Max(panel => panel.Stages[^1].End), 0, Math.Max(top, 0.01), 10, 5);
        return plot;
    }

    private static IEnumerable<AttentionStage> Told(AttentionPanel panel) => panel.Stages.Where(stage => !stage.Shares.Any(double.IsNaN));

    /// <summary>The middle of each stage, and both ends of the axis, where the outermost stages go on level.</summary>
    private static double[] Places(AttentionStage[] stages) => [stages[0].Start, .. stages.Select(stage => (stage.Start + stage.End) / 2), stages[^1].End];

    private static double[] Ends(double[] values) => [values[0], .. values, values[^1]];
}
