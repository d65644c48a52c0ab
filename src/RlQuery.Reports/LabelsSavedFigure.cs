using System.Globalization;
using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>How many labels each strategy saves: a row for each strategy, a ring for each data set, a diamond for the median.</summary>
public static class LabelsSavedFigure
{
    private const float RowHeight = 22;
    private const float NameWidth = 170;
    private const float NoteWidth = 150;
    private const float AxisHeight = 48;
    private const float Left = FigureStyle.Margin + NameWidth;
    private const float Right = FigureStyle.Width - FigureStyle.Margin - NoteWidth;

    private static readonly SKColor Set = SKColor.Parse("#0072B2").WithAlpha(140);

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: what is measured.</param>
    /// <param name="axis">Name of the horizontal axis.</param>
    /// <param name="rows">At least one strategy.</param>
    public static Figure Create(string title, string subtitle, string axis, IReadOnlyList<LabelsSavedRow> rows)
    {
        double[] all = [.. rows.SelectMany(row => row.Saved).Where(double.IsFinite), 0];
        double pad = Math.Max(1, 0.04 * (all.Max() - all.Min()));
        (double low, double high) = (all.Min() - pad, all.Max() + pad);
        float top = Header.Bottom + 16;
        float bottom = top + (rows.Count * RowHeight);
        return new Figure((int)Math.Ceiling(bottom + AxisHeight + FigureStyle.Margin - 6), canvas =>
        {
            float X(double value) => Left + (float)((value - low) / (high - low) * (Right - Left));
            Header.Draw(canvas, title, subtitle);
            Text.Draw(canvas, "target not reached", Right + 14, top - 5, FigureStyle.TickSize, FigureStyle.Muted);
            foreach ((double place, string label) in TickScale.Places(low, high, 8))
            {
                Inks.Line(canvas, X(place), top, X(place), bottom, Inks.Grid, 0.8f);
                Text.DrawCentred(canvas, label, X(place), bottom + 14, FigureStyle.TickSize, Inks.Axis);
            }
            Inks.Line(canvas, Left, bottom, Right, bottom, Inks.Axis, 0.8f);
            Inks.Line(canvas, X(0), top, X(0), bottom, Inks.Axis, 1.2f);
            for (int i = 0; i < rows.Count; i++)
            {
                Draw(canvas, rows[i], X, top + ((i + 0.5f) * RowHeight));
            }
            Text.DrawCentred(canvas, axis, (Left + Right) / 2, bottom + 31, FigureStyle.AxisLabelSize, Inks.Axis);
        });
    }

    private static void Draw(SKCanvas canvas, LabelsSavedRow row, Func<double, float> x, float y)
    {
        Text.DrawRight(canvas, Text.Fit(row.Strategy, NameWidth - 8, FigureStyle.TickSize), Left - 8, y + 3.5f, FigureStyle.TickSize, FigureStyle.Ink);
        foreach (double saved in row.Saved.Where(double.IsFinite))
        {
            Inks.Ring(canvas, x(saved), y, 3.2f, Set);
        }
        if (double.IsFinite(row.Median))
        {
            ForestMark.Mean.Draw(canvas, x(row.Median), y, ForestMark.Mean.Color);
        }
        string missed = string.Create(CultureInfo.InvariantCulture, $"on {row.Saved.Count(double.IsNaN)} of {row.Saved.Count} sets");
        Text.Draw(canvas, missed, Right + 14, y + 3.5f, FigureStyle.TickSize, FigureStyle.Muted);
    }
}
