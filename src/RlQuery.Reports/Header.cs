using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Title and subtitle.</summary>
internal static class Header
{
    private const float TitleHeight = 22;
    private const float SubtitleHeight = 17;

    /// <summary>Their height at the top of the figure, margin included.</summary>
    public const float Bottom = FigureStyle.Margin + TitleHeight + SubtitleHeight;

    public static void Draw(SKCanvas canvas, string title, string subtitle)
    {
        const float Width = FigureStyle.Width - (2 * FigureStyle.Margin);
        const float X = FigureStyle.Margin;
        const float Y = FigureStyle.Margin;
        Text.Draw(canvas, Text.Fit(title, Width, FigureStyle.TitleSize, true), X, Y + FigureStyle.TitleSize, FigureStyle.TitleSize, FigureStyle.Ink, true);
        Text.Draw(
            canvas, Text.Fit(subtitle, Width, FigureStyle.SubtitleSize),
            X, Y + TitleHeight + FigureStyle.SubtitleSize, FigureStyle.SubtitleSize, FigureStyle.Muted);
    }
}
