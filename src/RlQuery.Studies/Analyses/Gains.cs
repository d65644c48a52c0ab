using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Statistics;
using RlQuery.Reports;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>What each strategy gains over random labels, a panel for each learner of a grid.</summary>
internal static class Gains
{
    private const string Name = "gains";

    /// <summary>Draws the verdicts of a grid into its folder.</summary>
    /// <param name="folder">The folder of the grid.</param>
    /// <param name="parts">Where what files name is found.</param>
    /// <returns>The files; none if random, or everything else, was not run.</returns>
    public static IReadOnlyList<string> Draw(string folder, Parts parts) => Create(new ResultFolder(folder, parts))?.Save(folder, Name) ?? [];

    /// <summary>The figure in the report.</summary>
    public static IEnumerable<ReportBlock> Block(ResultFolder folder) => folder.Figure(Name) is not byte[] svg ? [] :
    [
        new ReportImage(
            svg, "Forest plots, one for each learner: what each strategy gains in AUBC over random labels, with 95 % intervals.",
            $"What each strategy gains over random labels; to the right of zero it is ahead. The numbers stand in {VerdictsAnalysis.File}."),
    ];

    private static Figure? Create(ResultFolder folder)
    {
        ComparisonReference random = ComparisonReference.Random;
        (string Learner, VerdictRow[] Rows)[] learners =
        [
            .. folder.Settings.Learners
                .Select(learner => (learner, VerdictsAnalysis.Read(folder.Of(learner)).Where(row => row.Reference == random.Name).ToArray()))
                .Where(one => one.Item2.Length > 0),
        ];
        if (learners.Length == 0)
        {
            return null;
        }
        VerdictRow first = learners[0].Rows[0];
        string test = Sentence(VerdictText.Test(first.Over, first.Pairs, folder.Settings.Sets.Count));
        string subtitle = $"Mean difference in AUBC with its 95 % interval over the {first.Over}. {test}.";
        return ForestFigure.Create(
            $"Gain over {random.Words}, by learner", subtitle, DifferenceAxis.To(random.Words, folder.Metric),
            [.. learners.Select(one => new ForestPanel(one.Learner, [.. one.Rows.Select(Row)], null))], "strategies");
    }

    private static ForestRow Row(VerdictRow row) => new(
        row.Strategy, Number(row.Difference), Number(row.Lower), Number(row.Upper),
        row.Word == Verdict.Better.Words() ? 1 : row.Word == Verdict.Worse.Words() ? -1 : 0);

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
