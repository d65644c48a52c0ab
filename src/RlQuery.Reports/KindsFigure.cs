using System.Globalization;
using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Paired differences to a reference on several kinds of data side by side: a panel for each kind, its sets from best to worst.</summary>
public static class KindsFigure
{
    private const float PanelTitleHeight = 62;
    private const float PlotHeight = 200;
    private const float Between = 18;
    private const float TickWidth = 38;
    private const int Intervals = 6;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: how it was measured.</param>
    /// <param name="panels">At least one panel.</param>
    public static Figure Create(string title, string subtitle, IReadOnlyList<KindPanel> panels)
    {
        float top = Header.Bottom + 22 + PanelTitleHeight;
        return new Figure((int)Math.Ceiling(top + PlotHeight + FigureStyle.Margin + 4), canvas =>
        {
            Header.Draw(canvas, title, subtitle);
            ForestMark.DrawLegend(canvas, Header.Bottom + 11, means: true);
            float width = (FigureStyle.Width - (2 * FigureStyle.Margin) - ((panels.Count - 1) * Between)) / panels.Count;
            for (int i = 0; i < panels.Count; i++)
            {
                float left = FigureStyle.Margin + (i * (width + Between));
                Draw(canvas, panels[i], left, new SKRect(left + TickWidth, top, left + width, top + PlotHeight));
            }
        });
    }

    private static void Draw(SKCanvas canvas, KindPanel panel, float left, SKRect area)
    {
        int better = panel.Rows.Count(row => row.Verdict > 0), worse = panel.Rows.Count(row => row.Verdict < 0);
        string mean = string.Create(
            CultureInfo.InvariantCulture, $"mean {panel.Mean.Difference:+0.0000;−0.0000} [{panel.Mean.Lower:0.0000}, {panel.Mean.Upper:0.0000}]");
        string counts = $"ahead on {panel.Rows.Count(row => row.Difference > 0)} of {panel.Rows.Count}; better {better}, worse {worse}";
        float room = area.Right - left;
        Text.Draw(canvas, Text.Fit(panel.Name, room, FigureStyle.PanelTitleSize, true), left, area.Top - 48, FigureStyle.PanelTitleSize, FigureStyle.Ink, true);
        string[] lines = [panel.Measure, mean, counts];
        for (int line = 0; line < lines.Length; line++)
        {
            Text.Draw(canvas, Text.Fit(lines[line], room, FigureStyle.TickSize), left, area.Top - 35 + (line * 12), FigureStyle.TickSize, FigureStyle.Muted);
        }
        var scale = ForestScale.Of([new ForestPanel(panel.Name, panel.Rows, panel.Mean)]);
        float Y(double value) => area.Bottom - (area.Height * Math.Clamp(scale.Place(value), 0, 1));
        foreach ((double place, string label) in TickScale.Places(scale.Left, scale.Right, Intervals))
        {
            Inks.Line(canvas, area.Left, Y(place), area.Right, Y(place), Inks.Grid, 0.8f);
            Text.DrawRight(canvas, label, area.Left - 5, Y(place) + 3.5f, FigureStyle.TickSize, Inks.Axis);
        }
        Inks.Line(canvas, area.Left, Y(0), area.Right, Y(0), Inks.Axis, 1.2f);
        // The mean stands to the right of all sets, a step apart.
        ForestRow[] rows = [.. panel.Rows.OrderByDescending(row => row.Difference), panel.Mean];
        float step = area.Width / (rows.Length + 1);
        for (int i = 0; i < rows.Length; i++)
        {
            bool last = i == rows.Length - 1;
            ForestMark mark = last ? ForestMark.Mean : ForestMark.Of(rows[i].Verdict);
            float x = area.Left + ((i + (last ? 1.5f : 0.5f)) * step);
            Inks.Line(canvas, x, Y(rows[i].Lower), x, Y(rows[i].Upper), mark.Color, last ? 2.2f : 1.1f);
            mark.Draw(canvas, x, Y(rows[i].Difference), mark.Color);
        }
    }
}
