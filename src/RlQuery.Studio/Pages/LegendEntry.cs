using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>A colour of a figure, and what it stands for.</summary>
internal static class LegendEntry
{
    /// <summary>Shows it.</summary>
    /// <param name="shade">Class of the colour.</param>
    /// <param name="name">What it stands for.</param>
    /// <param name="value">What follows the name; empty for nothing.</param>
    public static Html Of(string shade, string name, string value = "") => Html.Of(
        $"<li><svg viewBox=\"0 0 12 12\" width=\"12\" height=\"12\" aria-hidden=\"true\"><circle class=\"{shade}\" cx=\"6\" cy=\"6\" r=\"5\"/></svg> "
        + $"<bdi>{name}</bdi>{value}</li>");
}
