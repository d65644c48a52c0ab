using System.Globalization;
using RlQuery.Reports.Html;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Reporting;

/// <summary>The figures of a report.</summary>
internal static class FigureBlocks
{
    /// <summary>Largest total size of a page's SVG files, in bytes; on the page they take a third more.</summary>
    public const int MostBytes = 2_500_000;

    /// <summary>The figures of each source, as far as there is room on one page.</summary>
    /// <param name="sources">Folders, with the path of each as the page's folder sees it.</param>
    public static IReadOnlyList<IReadOnlyList<ReportBlock>> Of(IReadOnlyList<(string Prefix, ResultFolder Folder)> sources)
    {
        List<ReportBlock>[] blocks = [.. sources.Select(_ => new List<ReportBlock>())];
        int left = MostBytes;
        foreach (AnalysisFigure figure in sources[0].Folder.Parts.All<Analysis>().Select(analysis => analysis.Figure).OfType<AnalysisFigure>())
        {
            for (int i = 0; i < sources.Count; i++)
            {
                (string prefix, ResultFolder folder) = sources[i];
                if (folder.Figure(figure.Name) is byte[] svg)
                {
                    bool fits = svg.Length <= left;
                    blocks[i].Add(fits
                        ? new ReportImage(svg, figure.Alternative(folder), figure.Caption(folder))
                        : new ReportParagraph(LeftOut($"{prefix}{figure.Name}.svg", svg.Length)));
                    left -= fits ? svg.Length : 0;
                }
            }
        }
        return blocks;
    }

    private static string LeftOut(string file, int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{file} is too large for this page ({bytes / 1e6:F1} MB); it stands beside it.");
}
