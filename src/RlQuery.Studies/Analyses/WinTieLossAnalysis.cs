using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>win-tie-loss.csv</c>: on how many data sets each strategy beats each other one.</summary>
internal sealed class WinTieLossAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "win-tie-loss.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "on how many data sets each strategy beats each other one";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<WinTieLoss> rows) => new(
        ["strategy", "other", "sets", "wins", "ties", "losses"],
        [
            .. rows.Select(one => (string[])
            [
                one.Strategy, one.Other, Decimals.Whole(one.Sets), Decimals.Whole(one.Wins), Decimals.Whole(one.Ties), Decimals.Whole(one.Losses),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable Compute(LearnerResults results) => Table(WinTieLoss.Of(results.Episodes));

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder)
    {
        if (folder.Table(File) is not ResultTable table)
        {
            return [];
        }
        var cells = table.Records.ToDictionary(row => (row["strategy"], row["other"]), row => $"{row["wins"]}/{row["ties"]}/{row["losses"]}");
        string[] strategies = [.. cells.Keys.Select(pair => pair.Item1).Distinct()];
        return
        [
            new ReportTable(
                "Data sets won/tied/lost by the row against the column. A win is a significant paired difference (paired t-test over the seeds, "
                + $"Holm's correction over the data sets, 5 %); where none is shown it is a tie. From {File}.",
                ["won/tied/lost", .. strategies],
                [.. strategies.Select(row => (string[])[row, .. strategies.Select(column => cells.GetValueOrDefault((row, column), ""))])]),
        ];
    }
}
