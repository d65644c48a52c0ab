using RlQuery.Core.Labelling;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Accuracy, or of numbers the error, by the number of labels, with a band of 95 %.</summary>
internal static class CurveFigure
{
    private const double Width = 640;
    private const double Height = 260;
    private const double Edge = 40;
    private const double Normal = 1.96;

    /// <summary>Draws it; nothing where fewer than two checkpoints are measured.</summary>
    public static Html Of(IReadOnlyList<Checkpoint> checkpoints)
    {
        (int Labels, Measurement Quality)[] points =
            [.. checkpoints.Where(one => one.Quality is not null).Select(one => (one.Labels, one.Quality!))];
        if (points.Length < 2)
        {
            return Html.Empty;
        }
        bool isAccuracy = points[0].Quality.HigherIsBetter;
        double most = isAccuracy ? 1 : points.Max(one => one.Quality.Value + (Normal * one.Quality.StandardError));
        double X(int labels) => Edge + ((Width - (2 * Edge)) * (labels - points[0].Labels) / (points[^1].Labels - points[0].Labels));
        double Y(double value) => Height - Edge - ((Height - (2 * Edge)) * Math.Clamp(value, 0, most) / most);
        string At(int labels, double value) => FormattableString.Invariant($"{X(labels):F1},{Y(value):F1}");
        string band = string.Join(' ', points.Select(one => At(one.Labels, one.Quality.Value + (Normal * one.Quality.StandardError)))
            .Concat(points.Reverse().Select(one => At(one.Labels, one.Quality.Value - (Normal * one.Quality.StandardError)))));
        string line = string.Join(' ', points.Select(one => At(one.Labels, one.Quality.Value)));
        string name = isAccuracy ? Texts.Accuracy : Texts.Error;
        Html ticks = Html.Join(Enumerable.Range(0, 5).Select(i => most * i / 4).Select(value => Html.Of(
            $"<line class=\"grid\" x1=\"{Edge:F0}\" x2=\"{Width - Edge:F0}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/>"
            + $"<text x=\"{Edge - 4:F0}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:F2}</text>")));
        Html dots = Html.Join(points.Select(one => Html.Of(
            $"<circle class=\"dot\" cx=\"{X(one.Labels):F1}\" cy=\"{Y(one.Quality.Value):F1}\" r=\"3\">"
            + $"<title>{one.Labels}: {one.Quality.Value:F3}</title></circle>")));
        return Html.Of($"""
            <svg class="chart" viewBox="0 0 {Width:F0} {Height:F0}" role="img" aria-label="{name}">{ticks}
            <polygon class="band" points="{band}"/><polyline class="curve" points="{line}"/>{dots}
            <text x="{Edge:F0}" y="{Height - 16:F0}">{points[0].Labels}</text>
            <text x="{Width - Edge:F0}" y="{Height - 16:F0}" text-anchor="end">{points[^1].Labels} {Texts.Labels}</text></svg>
            """);
    }
}
