using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Strokes and fills of figures that are drawn without axes of ScottPlot's.</summary>
internal static class Inks
{
    public static readonly SKColor Axis = new(FigureStyle.AxisInk.ARGB);
    public static readonly SKColor Grid = new(FigureStyle.GridInk.ARGB);

    public static void Line(SKCanvas canvas, float x1, float y1, float x2, float y2, SKColor color, float width)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = width };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    /// <summary>A closed shape of the given corners.</summary>
    public static void Polygon(SKCanvas canvas, SKColor color, params ReadOnlySpan<SKPoint> corners)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        using var path = new SKPath();
        path.AddPoly(corners.ToArray());
        canvas.DrawPath(path, paint);
    }

    /// <summary>A hollow dot.</summary>
    public static void Ring(SKCanvas canvas, float x, float y, float radius, SKColor color)
    {
        using var fill = new SKPaint { Color = SKColors.White, IsAntialias = true };
        using var stroke = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 1.3f };
        canvas.DrawCircle(x, y, radius, fill);
        canvas.DrawCircle(x, y, radius, stroke);
    }
}
