using RlQuery.Studies.Watching;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>The curves of a run over one axis; a band of 95 % where the errors are known.</summary>
internal static class LinesFigure
{
    private const double Width = 640;
    private const double Height = 320;
    private const double Edge = 56;
    private const double Normal = 1.96;
    private const int Ticks = 5;
    private const int Colours = 8;

    /// <summary>Draws it; nothing where no curve has two points.</summary>
    public static Html Of(RunView view)
    {
        RunCurve[] curves = [.. view.Curves.Where(curve => curve.X.Count > 1)];
        if (curves.Length == 0)
        {
            return Html.Empty;
        }
        (double left, double right) = (curves.Min(curve => curve.X[0]), curves.Max(curve => curve.X[^1]));
        (double low, double high) = (curves.Min(curve => Ends(curve).Min()), curves.Max(curve => Ends(curve).Max()));
        double X(double x) => Edge + ((Width - (2 * Edge)) * (right > left ? (x - left) / (right - left) : 0));
        double Y(double y) => Height - Edge - ((Height - (2 * Edge)) * (high > low ? (y - low) / (high - low) : 0.5));
        string At(double x, double y) => FormattableString.Invariant($"{X(x):F1},{Y(y):F1}");
        Html grid = Html.Join(Enumerable.Range(0, Ticks).Select(i => low + ((high - low) * i / (Ticks - 1))).Select(value => Html.Of(
            $"<line class=\"grid\" x1=\"{Edge:F0}\" x2=\"{Width - Edge:F0}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/>"
            + $"<text x=\"{Edge - 4:F0}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:F4}</text>")));
        Html bands = Html.Join(curves.Select((curve, place) => (curve, place)).Where(one => one.curve.Error.Count > 0).Select(one => Html.Of(
            $"<polygon class=\"around c{one.place % Colours}\" points=\"{Band(one.curve, At)}\"/>")));
        Html lines = Html.Join(curves.Select((curve, place) => Html.Of(
            $"<polyline class=\"line s{place % Colours}\" points=\"{string.Join(' ', curve.X.Zip(curve.Y, At))}\"><title>{curve.Name}</title></polyline>")));
        Html legend = Html.Join(curves.Select((curve, place) =>
            LegendEntry.Of($"c{place % Colours}", curve.Name, FormattableString.Invariant($" {curve.Y[^1]:F4}"))));
        return Html.Of($"""
            <svg class="chart" viewBox="0 0 {Width:F0} {Height:F0}" role="img" aria-label="{view.YAxis} {Texts.Over} {view.XAxis}">{grid}{bands}{lines}
            <text x="{Edge:F0}" y="24">{view.YAxis}</text><text x="{Edge:F0}" y="{Height - 24:F0}">{left:F0}</text>
            <text x="{Width - Edge:F0}" y="{Height - 24:F0}" text-anchor="end">{right:F0} {view.XAxis}</text></svg><ul class="legend">{legend}</ul>
            """);
    }

    private static IEnumerable<double> Ends(RunCurve curve) => curve.Error.Count == 0 ? curve.Y
        : curve.Y.Zip(curve.Error, (value, error) => value - (Normal * error)).Concat(curve.Y.Zip(curve.Error, (value, error) => value + (Normal * error)));

    private static string Band(RunCurve curve, Func<double, double, string> at)
    {
        string Side(int sign, IEnumerable<int> places) =>
            string.Join(' ', places.Select(i => at(curve.X[i], curve.Y[i] + (sign * Normal * curve.Error[i]))));
        return $"{Side(1, Enumerable.Range(0, curve.X.Count))} {Side(-1, Enumerable.Range(0, curve.X.Count).Reverse())}";
    }
}
