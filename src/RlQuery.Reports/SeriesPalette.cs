using ScottPlot;

namespace RlQuery.Reports;

/// <summary>Colours and line patterns that stay apart for colour-blind readers and in black and white.</summary>
/// <remarks>
/// Colours: M. Okabe and K. Ito, "Color Universal Design" (2002), without yellow, which is too light for a line on white.
/// Learned policies have warm, solid, thick lines; heuristics thin ones, each colour with a pattern of its own.
/// </remarks>
internal static class SeriesPalette
{
    private const float Thick = 2.6f;
    private const float Thin = 1.4f;

    private static readonly Color Vermillion = Color.FromHex("#D55E00");
    private static readonly Color Blue = Color.FromHex("#0072B2");
    private static readonly Color Purple = Color.FromHex("#CC79A7");
    private static readonly Color Orange = Color.FromHex("#E69F00");
    private static readonly Color Green = Color.FromHex("#009E73");
    private static readonly Color Sky = Color.FromHex("#56B4E9");
    private static readonly Color Black = Color.FromHex("#000000");
    private static readonly Color Grey = Color.FromHex("#777777");

    private static readonly LinePattern Solid = LinePattern.Solid;
    private static readonly LinePattern Dashes = new([7, 3], 0, "dashes");
    private static readonly LinePattern Dots = new([1.6f, 2.4f], 0, "dots");
    private static readonly LinePattern DashDot = new([7, 2.5f, 1.6f, 2.5f], 0, "dash-dot");
    private static readonly LinePattern ShortDashes = new([3.5f, 2.5f], 0, "short dashes");
    private static readonly LinePattern DashDotDot = new([7, 2.2f, 1.6f, 2.2f, 1.6f, 2.2f], 0, "dash-dot-dot");

    private static readonly Color[] Learned = [Vermillion, Blue, Purple, Orange, Green, Sky];

    /// <summary>The references that every comparison has: they look alike in all figures.</summary>
    private static readonly Dictionary<string, SeriesStyle> References = new()
    {
        ["random"] = new SeriesStyle(Grey, Dots, Thin),
        ["margin"] = new SeriesStyle(Black, Dashes, Thin),
    };

    private static readonly (Color Color, LinePattern Pattern)[] Heuristics =
    [
        (Blue, DashDot), (Green, Solid), (Purple, ShortDashes), (Sky, DashDotDot), (Orange, Dashes),
        (Green, Dots), (Blue, Solid), (Purple, DashDot), (Sky, Solid), (Orange, DashDotDot),
    ];

    private static readonly LinePattern[] LearnedPatterns = [Solid, DashDot, Dashes, ShortDashes];

    /// <summary>A style for each curve, in the order given.</summary>
    public static SeriesStyle[] Assign(IReadOnlyList<(string Name, bool IsLearned)> series)
    {
        int learned = 0;
        int heuristics = 0;
        return
        [
            .. series.Select(one =>
                one.IsLearned ? OfLearned(learned++)
                : References.TryGetValue(one.Name, out SeriesStyle reference) ? reference
                : OfHeuristic(heuristics++)),
        ];
    }

    /// <summary>Thick styles for runs that are overlaid.</summary>
    public static SeriesStyle OfLearned(int index) =>
        new(Learned[index % Learned.Length], LearnedPatterns[index / Learned.Length % LearnedPatterns.Length], Thick);

    private static SeriesStyle OfHeuristic(int index)
    {
        (Color color, LinePattern pattern) = Heuristics[index % Heuristics.Length];
        return new SeriesStyle(color, pattern, Thin);
    }
}
