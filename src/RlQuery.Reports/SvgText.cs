using System.Text.RegularExpressions;
using RlQuery.Reports.Typography;

namespace RlQuery.Reports;

/// <summary>Corrections to the SVG that Skia writes.</summary>
internal static partial class SvgText
{
    /// <summary>Numbers the clip paths from 1, gives each text one place, and names fonts for viewers that do not have ours.</summary>
    public static string Clean(string svg)
    {
        // Skia numbers them through the whole life of a process.
        string[] ids = [.. ClipId().Matches(svg).Select(match => match.Value).Distinct()];
        svg = ClipId().Replace(svg, match => $"clip-{Array.IndexOf(ids, match.Value) + 1}");
        // Skia places every letter, and ends the list in a comma that Firefox refuses: the first place is enough.
        svg = Places().Replace(svg, "");
        return svg.Replace(
            $"font-family=\"{Typefaces.Family}\"", $"font-family=\"'{Typefaces.Family}', Arial, Helvetica, sans-serif\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=id=\"|url\\(#)cl_[0-9a-f]+(?=[\")])")]
    private static partial Regex ClipId();

    [GeneratedRegex("(?<=<text [^>]*\\b[xy]=\"[^,\"]*),[^\"]*(?=\")")]
    private static partial Regex Places();
}
