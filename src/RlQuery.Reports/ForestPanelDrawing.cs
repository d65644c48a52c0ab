using System.Globalization;
using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>One panel of a forest plot.</summary>
/// <param name="canvas">Where it is drawn.</param>
/// <param name="scale">The horizontal axis.</param>
/// <param name="area">The data area.</param>
/// <param name="rowHeight">Height of a row.</param>
/// <param name="unit">What the rows are, such as <c>sets</c>.</param>
/// <param name="wide">Whether there is room for numbers on the right.</param>
internal sealed class ForestPanelDrawing(SKCanvas canvas, ForestScale scale, SKRect area, float rowHeight, string unit, bool wide)
{
    public void Draw(ForestPanel panel, string[] names, float meanY)
    {
        int better = panel.Rows.Count(row => row.Verdict > 0);
        int worse = panel.Rows.Count(row => row.Verdict < 0);
        int ahead = panel.Rows.Count(row => row.Difference > 0);
        string count = wide
            ? $"ahead on {ahead} of {panel.Rows.Count} {unit}; significantly better on {better}, worse on {worse}"
            : $"ahead {ahead} of {panel.Rows.Count}; better {better}, worse {worse}";
        Text.Draw(
            canvas, Text.Fit(panel.Name, area.Width, FigureStyle.PanelTitleSize, true),
            area.Left, area.Top - 20, FigureStyle.PanelTitleSize, FigureStyle.Ink, true);
        Text.Draw(canvas, Text.Fit(count, area.Width, FigureStyle.TickSize), area.Left, area.Top - 6, FigureStyle.TickSize, FigureStyle.Muted);
        DrawAxis();
        for (int i = 0; i < names.Length; i++)
        {
            if (panel.Rows.FirstOrDefault(row => row.Name == names[i]) is ForestRow row)
            {
                DrawRow(row, ForestMark.Of(row.Verdict), area.Top + ((i + 0.5f) * rowHeight), bold: false);
            }
        }
        if (panel.Mean is not null)
        {
            Inks.Line(canvas, area.Left, meanY - 12, area.Right, meanY - 12, Inks.Axis, 0.8f);
            DrawRow(panel.Mean, ForestMark.Mean, meanY, bold: true);
        }
    }

    private void DrawAxis()
    {
        int intervals = wide ? 8 : 4;
        foreach ((double place, string label) in TickScale.Places(scale.Left, scale.Right, intervals))
        {
            float x = X(place);
            Inks.Line(canvas, x, area.Top, x, area.Bottom, Inks.Grid, 0.8f);
            Inks.Line(canvas, x, area.Bottom, x, area.Bottom + 3.5f, Inks.Axis, 0.8f);
            Text.DrawCentred(canvas, label, x, area.Bottom + 14, FigureStyle.TickSize, Inks.Axis);
        }
        Inks.Line(canvas, area.Left, area.Bottom, area.Right, area.Bottom, Inks.Axis, 0.8f);
        Inks.Line(canvas, X(0), area.Top, X(0), area.Bottom, Inks.Axis, 1.2f);
    }

    private void DrawRow(ForestRow row, ForestMark mark, float y, bool bold)
    {
        if (!double.IsNaN(row.Lower))
        {
            Inks.Line(canvas, Math.Max(area.Left, X(row.Lower)), y, Math.Min(area.Right, X(row.Upper)), y, mark.Color, bold ? 2.2f : 1.4f);
            DrawCut(row, mark.Color, y);
        }
        mark.Draw(canvas, X(row.Difference), y, mark.Color);
        if (wide)
        {
            string value = row.Difference.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture);
            Text.DrawRight(canvas, value, FigureStyle.Width - FigureStyle.Margin, y + 3.5f, FigureStyle.TickSize, bold ? FigureStyle.Ink : mark.Color, bold);
        }
    }

    /// <summary>An arrow head where an interval goes on beyond the axis.</summary>
    private void DrawCut(ForestRow row, SKColor color, float y)
    {
        if (row.Lower < scale.Left)
        {
            Inks.Polygon(canvas, color, new(area.Left - 1, y), new(area.Left + 5, y - 3), new(area.Left + 5, y + 3));
        }
        if (row.Upper > scale.Right)
        {
            Inks.Polygon(canvas, color, new(area.Right + 1, y), new(area.Right - 5, y - 3), new(area.Right - 5, y + 3));
        }
    }

    private float X(double value) => area.Left + (area.Width * scale.Place(value));
}
