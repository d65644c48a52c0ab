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

    private static void Up(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y - Radius - 0.5f), new(x + Radius + 0.5f, y + Radius), new(x - Radius - 0.5f, y + Radius));

    private static void Down(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y + Radius + 0.5f), new(x + Radius + 0.5f, y - Radius), new(x - Radius - 0.5f, y - Radius));

    private static void Ring(SKCanvas canvas, float x, float y, SKColor color) => Inks.Ring(canvas, x, y, 3.2f, color);

    private static void Diamond(SKCanvas canvas, float x, float y, SKColor color) =>
        Inks.Polygon(canvas, color, new(x, y - 6), new(x + 6, y), new(x, y + 6), new(x - 6, y));
}
