using System.Globalization;
using RlQuery.Reports.Html;

namespace RlQuery.Cli;

/// <summary>The figures of a report.</summary>
internal static class FigureBlocks
{
    /// <summary>Bytes of SVG files that a page holds at most: it takes a third more for them.</summary>
    public const int MostBytes = 2_500_000;

    // The smaller and more telling come first, should there not be room for all.
    private static readonly (string Name, string Alternative, string Caption)[] Kinds =
    [
        (
            DifferencesFigure.Name, "Forest plot: the paired difference in AUBC to {1} on each data set, with 95 % intervals.",
            "Differences to {1}, set by set. To the right of zero a strategy is ahead; the numbers stand in differences.csv."),
        (
            RanksFigure.Name, "Critical difference diagram: the mean rank of each strategy over the data sets.",
            "Mean ranks over the data sets; strategies that a bar joins are not told apart by Nemenyi's test."),
        (
            PolicyAttentionFigure.Name, "Heat map: the share of each signal in the policy's choices as labels grow.",
            "What the policy attends to where it departs from margin's choice; the numbers stand in attention.csv."),
        (
            AgreementFigure.Name, "Lines: the share of the policy's choices that each heuristic would make too, as labels grow.",
            "How often the policy picks what heuristics would pick in the same state; the numbers stand in agreement.csv."),
        (
            SavingsFigure.Name, "Strip plot: the labels that each strategy saves on each data set, and their median.",
            "Labels saved against {2}'s final {0}; the numbers stand in labels-saved.csv."),
        (
            EvaluationFigure.Name, "Learning curves: mean test {0} against the number of labels, a panel for each data set and a line for each strategy.",
            "Learning curves with 95 % bands over the seeds; the points stand in episodes.csv."),
    ];

    /// <summary>The figure of all learners of a grid.</summary>
    public static IEnumerable<ReportBlock> OfGrid(ReportSource source) => source.Figure(GainsFigure.Name) is not byte[] svg ? [] :
    [
        new ReportImage(
            svg, "Forest plots, one for each learner: what each strategy gains in AUBC over random labels, with 95 % intervals.",
            "What each strategy gains over random labels; to the right of zero it is ahead. The numbers stand in verdicts.csv."),
    ];

    /// <summary>The figures of each source, as far as there is room on one page.</summary>
    /// <param name="sources">Folders, with the path of each as the page's folder sees it.</param>
    public static IReadOnlyList<IReadOnlyList<ReportBlock>> Of(IReadOnlyList<(string Prefix, ReportSource Source)> sources)
    {
        List<ReportBlock>[] blocks = [.. sources.Select(_ => new List<ReportBlock>())];
        int left = MostBytes;
        foreach ((string name, string alternative, string caption) in Kinds)
        {
            for (int i = 0; i < sources.Count; i++)
            {
                if (sources[i].Source.Figure(name) is byte[] svg)
                {
                    blocks[i].Add(svg.Length <= left ? new ReportImage(svg, Fill(alternative, sources[i].Source), Fill(caption, sources[i].Source)) : new ReportParagraph(LeftOut($"{sources[i].Prefix}{name}.svg", svg.Length)));
                    left -= svg.Length <= left ? svg.Length : 0;
                }
            }
        }
        return blocks;
    }

    private static string Fill(string text, ReportSource source) =>
        text.Replace("{0}", source.Metric.Words, StringComparison.Ordinal).Replace("{1}", source.Reference.Words, StringComparison.Ordinal)
            .Replace("{2}", source.Reference.Name, StringComparison.Ordinal);

    private static string LeftOut(string file, int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{file} is too large for this page ({bytes / 1e6:F1} MB); it stands beside it.");
}
