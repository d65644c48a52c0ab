using ScottPlot;
using SkiaSharp;

namespace RlQuery.Reports.Typography;

/// <summary>
/// The font of every figure: Liberation Sans, which this assembly carries. Its letters are as wide as Arial's and
/// Helvetica's, so that an SVG keeps its layout in a viewer that has one of those instead.
/// </summary>
/// <remarks>A fresh Debian has no font at all, and another machine has others: only an embedded one gives the same bytes everywhere.</remarks>
internal static class Typefaces
{
    /// <summary>The family name that SVG files ask for.</summary>
    public const string Family = "Liberation Sans";

    static Typefaces()
    {
        Regular = Load("LiberationSans-Regular.ttf");
        Bold = Load("LiberationSans-Bold.ttf");
        Fonts.FontResolvers.Insert(0, new Resolver());
        Fonts.Default = Family;
    }

    public static SKTypeface Regular { get; }

    public static SKTypeface Bold { get; }

    /// <summary>Makes ScottPlot draw with this font; the static constructor does it, once.</summary>
    public static void Register() => _ = Regular;

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(Typefaces).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"font {resource} is not in the assembly");
        return SKTypeface.FromStream(stream);
    }

    /// <summary>Answers for every name, so that no font of the system ever gets into a figure.</summary>
    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            weight >= FontWeight.SemiBold ? Bold : Regular;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => bold ? Bold : Regular;
    }
}
