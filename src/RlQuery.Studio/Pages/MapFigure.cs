using RlQuery.Sessions.Shared;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Rows in two dimensions, each a link to the row; its colour says its class, or how unsure the learner is.</summary>
internal static class MapFigure
{
    private const double Width = 640;
    private const double Height = 480;
    private const double Edge = 12;
    private const int Colours = 8;
    private const int Shades = 5;

    /// <summary>Draws it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="colour">What their colours say.</param>
    public static Html Of(IReadOnlyList<PlacedRow> rows, IReadOnlyList<string> classes, MapColour colour)
    {
        if (rows.Count < 2)
        {
            return Html.Empty;
        }
        (double left, double right) = (rows.Min(row => row.X), rows.Max(row => row.X));
        (double low, double high) = (rows.Min(row => row.Y), rows.Max(row => row.Y));
        double X(double x) => Edge + ((Width - (2 * Edge)) * (right > left ? (x - left) / (right - left) : 0.5));
        double Y(double y) => Height - Edge - ((Height - (2 * Edge)) * (high > low ? (y - low) / (high - low) : 0.5));
        int? ClassOf(PlacedRow row) => colour == MapColour.Label ? row.Label : row.Predicted;
        string Shade(PlacedRow row) => colour != MapColour.Uncertainty ? Colour(ClassOf(row))
            : row.Uncertainty is double unsure ? FormattableString.Invariant($"u{Math.Min((int)(unsure * Shades), Shades - 1)}") : "none";
        string Name(PlacedRow row) => FormattableString.Invariant($"{Texts.Row} {row.Row}{(ClassOf(row) is int known ? $": {classes[known]}" : "")}")
            + (colour == MapColour.Uncertainty && row.Uncertainty is double unsure ? FormattableString.Invariant($", {Texts.Uncertain} {unsure:F2}") : "");
        // What has a class is drawn over what has none.
        Html dots = Html.Join(rows.OrderBy(row => ClassOf(row) is not null).Select(row => Html.Of(
            $"<a href=\"/row/{row.Row}\" tabindex=\"-1\" aria-label=\"{Name(row)}\">"
            + $"<circle class=\"{Shade(row)}\" cx=\"{X(row.X):F1}\" cy=\"{Y(row.Y):F1}\" r=\"5\"/></a>")));
        Html legend = Html.Join(colour == MapColour.Uncertainty
            ? Enumerable.Range(0, Shades).Select(shade => LegendEntry.Of($"u{shade}", shade == 0 ? Texts.Certain : shade == Shades - 1 ? Texts.Uncertain : ""))
            : classes.Take(Colours).Select((name, place) => LegendEntry.Of(Colour(place), name)));
        return Html.Of($"""
            <svg class="chart" viewBox="0 0 {Width:F0} {Height:F0}" role="group" aria-label="{Texts.Map}">{dots}</svg><ul class="legend">{legend}</ul>
            """);
    }

    // Beyond eight, classes share the last colour.
    private static string Colour(int? place) => place is int known ? FormattableString.Invariant($"c{Math.Min(known, Colours - 1)}") : "none";
}
