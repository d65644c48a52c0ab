using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>What each strategy gains over random labels, a panel for each learner of a grid.</summary>
internal static class GainsFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "gains";

    private const string Reference = "random";

    /// <summary>Draws the verdicts of a grid.</summary>
    /// <param name="folder">The folder of the grid.</param>
    /// <returns>Null where random or anything else was not run.</returns>
    public static Figure? Create(string folder)
    {
        var source = new ReportSource(folder);
        (string Learner, VerdictRow[] Rows)[] learners =
        [
            .. source.Learners.Select(learner => (learner, source.Of(learner).Verdicts.Where(row => row.Reference == Reference).ToArray())).Where(one => one.Item2.Length > 0),
        ];
        if (learners.Length == 0)
        {
            return null;
        }
        VerdictRow first = learners[0].Rows[0];
        string subtitle = $"Mean difference in AUBC with its 95 % interval over the {first.Over}. {Sentence(VerdictText.Test(first.Over, first.Pairs, source.Entries("data").Count))}.";
        return ForestFigure.Create(
            "Gain over random labels, by learner", subtitle, DifferenceAxis.To("random labels", source.Metric),
            [.. learners.Select(one => new ForestPanel(one.Learner, [.. one.Rows.Select(Row)], null))], "strategies");
    }

    private static ForestRow Row(VerdictRow row) => new(
        row.Strategy, Number(row.Difference), Number(row.Lower), Number(row.Upper), row.Word == Verdict.Better.Words() ? 1 : row.Word == Verdict.Worse.Words() ? -1 : 0);

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
