using SkiaSharp;

namespace RlQuery.Reports.Typography;

/// <summary>Text that stands outside of the axes: titles and legends.</summary>
internal static class Text
{
    public static float Width(string text, float size, bool bold = false)
    {
        using SKFont font = Font(size, bold);
        return font.MeasureText(text);
    }

    /// <summary>Draws one line whose baseline starts at (x, y).</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, SKColor color, bool bold = false) =>
        Draw(canvas, text, x, y, SKTextAlign.Left, size, color, bold);

    /// <summary>Draws one line whose baseline ends at (x, y).</summary>
    public static void DrawRight(SKCanvas canvas, string text, float x, float y, float size, SKColor color, bool bold = false) =>
        Draw(canvas, text, x, y, SKTextAlign.Right, size, color, bold);

    /// <summary>Draws one line whose baseline has its middle at (x, y).</summary>
    public static void DrawCentred(SKCanvas canvas, string text, float x, float y, float size, SKColor color, bool bold = false) =>
        Draw(canvas, text, x, y, SKTextAlign.Center, size, color, bold);

    private static void Draw(SKCanvas canvas, string text, float x, float y, SKTextAlign align, float size, SKColor color, bool bold)
    {
        using SKFont font = Font(size, bold);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>The text itself if it fits, or as much of it as does with an ellipsis.</summary>
    public static string Fit(string text, float width, float size, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
        {
            return text;
        }
        int length = text.Length - 1;
        while (length > 1 && Width(text[..length] + "…", size, bold) > width)
        {
            length--;
        }
        return text[..length] + "…";
    }

    private static SKFont Font(float size, bool bold) =>
        new(bold ? Typefaces.Bold : Typefaces.Regular, size) { Subpixel = true, Hinting = SKFontHinting.None };
}
