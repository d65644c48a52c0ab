using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>One legend for all panels: entries in rows, left to right.</summary>
internal sealed class Legend
{
    private const float LineLength = 30;
    private const float Gap = 6;
    private const float Between = 20;
    private const float RowHeight = 17;

    private readonly List<(string Name, SeriesStyle Style, float X, int Row)> _entries = [];

    public Legend(IEnumerable<(string Name, SeriesStyle Style)> series, float width)
    {
        float x = 0;
        int row = 0;
        foreach ((string name, SeriesStyle style) in series)
        {
            string shown = Text.Fit(name, width - LineLength - Gap, FigureStyle.LegendSize);
            float length = LineLength + Gap + Text.Width(shown, FigureStyle.LegendSize);
            if (x > 0 && x + length > width)
            {
                x = 0;
                row++;
            }
            _entries.Add((shown, style, x, row));
            x += length + Between;
        }
        Height = _entries.Count == 0 ? 0 : (row + 1) * RowHeight;
    }

    public float Height { get; }

    public void Draw(SKCanvas canvas, float left, float top)
    {
        foreach ((string name, SeriesStyle style, float x, int row) in _entries)
        {
            float middle = top + ((row + 0.5f) * RowHeight);
            using SKPathEffect? dashes = style.Pattern.Intervals.Length == 0 ? null : SKPathEffect.CreateDash(style.Pattern.Intervals, 0);
            using var paint = new SKPaint
            {
                Color = new SKColor(style.Color.ARGB),
                IsAntialias = true,
                IsStroke = true,
                StrokeWidth = style.Width,
                PathEffect = dashes,
            };
            canvas.DrawLine(left + x, middle, left + x + LineLength, middle, paint);
            Text.Draw(canvas, name, left + x + LineLength + Gap, middle + (FigureStyle.LegendSize * 0.35f), FigureStyle.LegendSize, FigureStyle.Ink);
        }
    }
}
