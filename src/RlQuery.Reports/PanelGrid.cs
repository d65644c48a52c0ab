using RlQuery.Reports.Typography;
using ScottPlot;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Title, subtitle, legend and, below them, a grid of panels whose data areas line up.</summary>
internal static class PanelGrid
{
    private const float PanelTitleHeight = 20;
    private const float AxisLabelHeight = 18;

    /// <summary>Puts panels into rows of <paramref name="columns"/>.</summary>
    public static Figure Compose(
        string title, string subtitle, IEnumerable<(string Name, SeriesStyle Style)> series, IReadOnlyList<PanelPlot> panels,
        int columns, float panelHeight)
    {
        float width = FigureStyle.Width - (2 * FigureStyle.Margin);
        var legend = new Legend(series, width);
        float header = Header.Bottom + legend.Height + 6;
        int rows = (panels.Count + columns - 1) / columns;
        int height = (int)Math.Ceiling(header + (rows * panelHeight) + AxisLabelHeight + FigureStyle.Margin - 4);
        return new Figure(height, canvas =>
        {
            Header.Draw(canvas, title, subtitle);
            legend.Draw(canvas, FigureStyle.Margin, Header.Bottom + 2);
            for (int i = 0; i < panels.Count; i++)
            {
                float panelWidth = width / columns;
                float left = FigureStyle.Margin + (i % columns * panelWidth);
                float top = header + (i / columns * panelHeight);
                DrawPanel(canvas, panels[i], new PixelRect(left, left + panelWidth, top + panelHeight, top));
            }
        });
    }

    private static void DrawPanel(SKCanvas canvas, PanelPlot panel, PixelRect cell)
    {
        // A panel without a label on its horizontal axis leaves no room for one: rows stand closer.
        float label = panel.NamesX ? AxisLabelHeight : 0;
        var padding = new PixelPadding(left: 50, right: 12, bottom: 28 + label, top: 4);
        float left = cell.Left + padding.Left;
        string title = Text.Fit(panel.Title, cell.Right - left, FigureStyle.PanelTitleSize, true);
        Text.Draw(canvas, title, left, cell.Top + 14, FigureStyle.PanelTitleSize, FigureStyle.Ink, true);
        panel.Draw(canvas, new PixelRect(cell.Left, cell.Right, cell.Bottom + label, cell.Top + PanelTitleHeight), padding);
    }
}
