using ScottPlot;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Measures and inks that all figures share, in units of which the PNG draws two pixels.</summary>
internal static class FigureStyle
{
    public const int Width = 800;
    public const float Scale = 2;
    public const float Margin = 14;

    public const float TitleSize = 15;
    public const float SubtitleSize = 11;
    public const float PanelTitleSize = 12;
    public const float AxisLabelSize = 11;
    public const float TickSize = 10;
    public const float LegendSize = 11;

    public static readonly SKColor Ink = new(0x22, 0x22, 0x22);
    public static readonly SKColor Muted = new(0x66, 0x66, 0x66);
    public static readonly Color AxisInk = Color.FromHex("#444444");
    public static readonly Color GridInk = Color.FromHex("#E6E6E6");
}
