using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>How a difference is marked: shape and colour say the same, for readers without colours.</summary>
internal sealed record ForestMark(string Meaning, SKColor Color, Action<SKCanvas, float, float, SKColor> Draw)
{
    private const float Radius = 4;

    public static readonly ForestMark Better = new("significantly better", SKColor.Parse("#0072B2"), Up);
    public static readonly ForestMark Neither = new("no difference shown", SKColor.Parse("#777777"), Ring);
    public static readonly ForestMark Worse = new("significantly worse", SKColor.Parse("#D55E00"), Down);
    public static readonly ForestMark Mean = new("mean over the sets", FigureStyle.Ink, Diamond);

    public static ForestMark Of(int verdict) => verdict > 0 ? Better : verdict < 0 ? Worse : Neither;

    /// <summary>Says what each mark means, in one line.</summary>
    public static void DrawLegend(SKCanvas canvas, float y, bool means)
    {
        float x = FigureStyle.Margin + 5;
        foreach (ForestMark mark in (ForestMark[])[Better, Neither, Worse, .. means ? (ForestMark[])[Mean] : []])
        {
            mark.Draw(canvas, x, y, mark.Color);
            Text.Draw(canvas, mark.Meaning, x + 11, y + (FigureStyle.LegendSize * 0.35f), FigureStyle.LegendSize, FigureStyle.Ink);
            x += 11 + Text.Width(mark.Meaning, FigureStyle.LegendSize) + 24;
        }
    }

    private static void Up(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y - Radius - 0.5f), new(x + Radius + 0.5f, y + Radius), new(x - Radius - 0.5f, y + Radius));

    private static void Down(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y + Radius + 0.5f), new(x + Radius + 0.5f, y - Radius), new(x - Radius - 0.5f, y - Radius));

    private static void Ring(SKCanvas canvas, float x, float y, SKColor color) => Inks.Ring(canvas, x, y, 3.2f, color);

    private static void Diamond(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y - 6), new(x + 6, y), new(x, y + 6), new(x - 6, y));
}
