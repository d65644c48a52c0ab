using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>
/// Paired differences to a reference, a row for each data set and a panel for each strategy, or a row for each strategy and a panel for each learner: a
/// forest plot.
/// </summary>
public static class ForestFigure
{
    private const int MostColumns = 4;
    private const float LegendHeight = 22;
    private const float PanelTitleHeight = 34;
    private const float RowHeight = 15;
    private const float MeanHeight = 24;
    private const float AxisHeight = 48;
    private const float Between = 16;
    private const float ValueWidth = 54;
    private const float MostNameWidth = 190;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what was repeated, how often, and the test.</param>
    /// <param name="axis">Name of the horizontal axis.</param>
    /// <param name="panels">At least one panel, each with at least one row; all with a mean, or none. Those of one line are sorted by the differences of its
    /// first.</param>
    /// <param name="unit">What the rows are, in the plural.</param>
    public static Figure Create(string title, string subtitle, string axis, IReadOnlyList<ForestPanel> panels, string unit = "sets")
    {
        var scale = ForestScale.Of(panels);
        ForestPanel[][] lines = [.. panels.Chunk(Columns(panels.Count))];
        bool means = panels[0].Mean is not null;
        float top = Header.Bottom + LegendHeight;
        float height = top + lines.Sum(Height) + FigureStyle.Margin - 6;
        return new Figure((int)Math.Ceiling(height), canvas =>
        {
            Header.Draw(canvas, title, subtitle);
            ForestMark.DrawLegend(canvas, Header.Bottom + 11, means);
            float y = top;
            foreach (ForestPanel[] line in lines)
            {
                DrawLine(canvas, line, lines[0].Length, scale, axis, unit, y);
                y += Height(line);
            }
        });
    }

    /// <summary>As many as fill the lines evenly.</summary>
    private static int Columns(int panels)
    {
        int lines = (panels + MostColumns - 1) / MostColumns;
        return (panels + lines - 1) / lines;
    }

    private static float Height(ForestPanel[] line) => PanelTitleHeight + RowsHeight(line) + AxisHeight;

    private static float RowsHeight(ForestPanel[] line) => (Names(line).Length * RowHeight) + (line[0].Mean is null ? 0 : MeanHeight);

    /// <summary>Rows from the best difference down, as the first panel that has them knows them.</summary>
    private static string[] Names(ForestPanel[] line) =>
        [.. line.SelectMany(panel => panel.Rows.OrderByDescending(row => row.Difference)).Select(row => row.Name).Distinct()];

    private static void DrawLine(SKCanvas canvas, ForestPanel[] line, int columns, ForestScale scale, string axis, string unit, float top)
    {
        string[] names = Names(line);
        string meanName = line[0].Mean is null ? "" : $"mean of {names.Length} {unit}";
        float nameWidth = Math.Min(MostNameWidth, names.Append(meanName).Max(name => Text.Width(name, FigureStyle.TickSize, true))) + 8;
        float left = FigureStyle.Margin + nameWidth;
        float width = (FigureStyle.Width - FigureStyle.Margin - left - ((columns - 1) * Between)) / columns;
        float rows = top + PanelTitleHeight;
        float mean = rows + (names.Length * RowHeight) + (MeanHeight / 2);
        float bottom = rows + RowsHeight(line);
        for (int i = 0; i < names.Length; i++)
        {
            float y = rows + ((i + 0.5f) * RowHeight);
            Text.DrawRight(canvas, Text.Fit(names[i], nameWidth - 8, FigureStyle.TickSize), left - 8, y + 3.5f, FigureStyle.TickSize, FigureStyle.Ink);
        }
        Text.DrawRight(canvas, meanName, left - 8, mean + 3.5f, FigureStyle.TickSize, FigureStyle.Ink, true);
        bool wide = columns == 1;
        for (int i = 0; i < line.Length; i++)
        {
            float x = left + (i * (width + Between));
            var area = new SKRect(x, rows, x + width - (wide ? ValueWidth : 0), bottom);
            new ForestPanelDrawing(canvas, scale, area, RowHeight, unit, wide).Draw(line[i], names, mean);
        }
        // One name for the axes of all panels, which are too narrow for one each.
        float middle = left + (((line.Length * (width + Between)) - Between - (wide ? ValueWidth : 0)) / 2);
        Text.DrawCentred(canvas, axis, middle, bottom + 31, FigureStyle.AxisLabelSize, Inks.Axis);
    }
}
