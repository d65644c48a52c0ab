using System.Globalization;
using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Mean ranks on an axis, with bars that join strategies without a significant difference.</summary>
/// <remarks>
/// Source: J. Demsar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7 (2006), section 3.2.2, figure 1: the best ranks are to the
/// right.
/// </remarks>
public static class CriticalDifferenceFigure
{
    private const float NameWidth = 200;
    private const float Left = FigureStyle.Margin + NameWidth;
    private const float Right = FigureStyle.Width - Left;
    private const float AxisY = Header.Bottom + 62;
    private const float BarGap = 8;
    private const float NameGap = 19;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line: the tests.</param>
    /// <param name="strategies">Two or more strategies.</param>
    /// <param name="criticalDifference">Mean ranks that differ by more are significantly different.</param>
    /// <param name="groups">Indices of strategies without a significant difference, the best of each group first.</param>
    public static Figure Create(
        string title, string subtitle, IReadOnlyList<RankedStrategy> strategies, double criticalDifference, IReadOnlyList<int[]> groups)
    {
        RankedStrategy[] order = [.. strategies.OrderBy(one => one.MeanRank)];
        SeriesStyle[] assigned = SeriesPalette.Assign([.. strategies.Select(one => (one.Name, one.IsLearned))]);
        var colors = strategies.Zip(assigned).ToDictionary(
            pair => pair.First, pair => pair.First.IsLearned ? new SKColor(pair.Second.Color.ARGB) : FigureStyle.Ink);
        int half = (order.Length + 1) / 2;
        float names = AxisY + 18 + (groups.Count * BarGap) + 6;
        float height = names + (half * NameGap) + FigureStyle.Margin - 6;
        return new Figure((int)Math.Ceiling(height), canvas =>
        {
            Header.Draw(canvas, title, subtitle);
            DrawAxis(canvas, order.Length);
            DrawDifference(canvas, criticalDifference, order.Length);
            for (int i = 0; i < order.Length; i++)
            {
                // The better half to the right; on both sides the outermost on top, so that no line crosses another.
                bool right = i < half;
                int row = right ? i : order.Length - 1 - i;
                DrawName(canvas, order[i], colors[order[i]], X(order[i].MeanRank, order.Length), names + ((row + 0.5f) * NameGap), right);
            }
            for (int i = 0; i < groups.Count; i++)
            {
                float y = AxisY + 14 + (i * BarGap);
                Inks.Line(
                    canvas,
                    X(strategies[groups[i][^1]].MeanRank, order.Length) - 4, y,
                    X(strategies[groups[i][0]].MeanRank, order.Length) + 4, y,
                    FigureStyle.Ink, 3.5f);
            }
        });
    }

    private static float X(double rank, int count) => (float)(Right - ((rank - 1) / (count - 1) * (Right - Left)));

    private static void DrawAxis(SKCanvas canvas, int count)
    {
        Inks.Line(canvas, Left, AxisY, Right, AxisY, Inks.Axis, 1);
        for (int rank = 1; rank <= count; rank++)
        {
            float x = X(rank, count);
            Inks.Line(canvas, x, AxisY - 6, x, AxisY, Inks.Axis, 1);
            Text.DrawCentred(canvas, rank.ToString(CultureInfo.InvariantCulture), x, AxisY - 10, FigureStyle.TickSize, Inks.Axis);
            if (rank < count)
            {
                float middle = X(rank + 0.5, count);
                Inks.Line(canvas, middle, AxisY - 3, middle, AxisY, Inks.Axis, 0.8f);
            }
        }
        Text.Draw(canvas, "mean rank, 1 is the best", Right + 12, AxisY + 3.5f, FigureStyle.TickSize, Inks.Axis);
    }

    /// <summary>The ruler above the axis; no longer than the axis, where nothing can differ.</summary>
    private static void DrawDifference(SKCanvas canvas, double difference, int count)
    {
        const float Y = AxisY - 32;
        float end = X(Math.Max(1, count - difference), count);
        Inks.Line(canvas, Left, Y, end, Y, FigureStyle.Ink, 1.6f);
        Inks.Line(canvas, Left, Y - 4, Left, Y + 4, FigureStyle.Ink, 1.6f);
        Inks.Line(canvas, end, Y - 4, end, Y + 4, FigureStyle.Ink, 1.6f);
        Text.Draw(
            canvas, string.Create(CultureInfo.InvariantCulture, $"critical difference {difference:F2}"),
            Left, Y - 8, FigureStyle.TickSize, FigureStyle.Ink);
    }

    private static void DrawName(SKCanvas canvas, RankedStrategy one, SKColor color, float x, float y, bool right)
    {
        float edge = right ? Right + 8 : Left - 8;
        float width = one.IsLearned ? 1.8f : 1;
        Inks.Line(canvas, x, AxisY, x, y, color, width);
        Inks.Line(canvas, x, y, edge, y, color, width);
        string rank = one.MeanRank.ToString("F2", CultureInfo.InvariantCulture);
        string name = Text.Fit(one.Name, NameWidth - 50, FigureStyle.LegendSize, one.IsLearned);
        if (right)
        {
            Text.Draw(canvas, name, edge + 5, y + 4, FigureStyle.LegendSize, color, one.IsLearned);
            Text.Draw(canvas, rank, edge + 12 + Text.Width(name, FigureStyle.LegendSize, one.IsLearned), y + 4, FigureStyle.TickSize, FigureStyle.Muted);
        }
        else
        {
            Text.DrawRight(canvas, name, edge - 5, y + 4, FigureStyle.LegendSize, color, one.IsLearned);
            Text.DrawRight(canvas, rank, edge - 12 - Text.Width(name, FigureStyle.LegendSize, one.IsLearned), y + 4, FigureStyle.TickSize, FigureStyle.Muted);
        }
    }
}
