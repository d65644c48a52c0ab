using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>stopping.csv</c>: each stopping rule in hindsight, by data set and over all sets (an empty <c>data</c> cell). See <see cref="StoppingRow"/>.
/// </summary>
internal sealed class StoppingAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "stopping.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "stopping rules in hindsight";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<StoppingRow> rows) => new(
        ["data", "strategy", "rule", "episodes", "stopped", "labels", "labels_saved", "score", "final_score", "score_lost", "lower", "upper"],
        [
            .. rows.Select(one => (string[])
            [
                one.Data ?? "", one.Strategy, one.Rule, Decimals.Whole(one.Episodes), Decimals.Whole(one.Stopped),
                Decimals.Format(one.Labels), Decimals.Format(one.Saved), Decimals.Format(one.Score), Decimals.Format(one.Final),
                Decimals.Format(one.Lost.Mean), Decimals.Format(one.Lost.Lower), Decimals.Format(one.Lost.Upper),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Stops.Count > 0 ? Table(results.Stops) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.OverSets(
        folder, File,
        $"Stopping rules in hindsight: the labels at which a rule would have stopped a strategy, the mean {folder.Metric.Words} there and at the end, "
        + $"and how much better the end is (95 % interval over the {(folder.Settings.Sets.Count > 1 ? "data sets" : "seeds")}; "
        + "below zero where stopping was better). Where a rule never held, the end is the stop.",
        "rule", "strategy", "episodes", "stopped", "labels", "labels_saved", "score", "final_score", "score_lost", "lower", "upper");

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) =>
        folder.Settings.Sets.Count < 2 ? [] : ReportTables.BySet(folder, File, "Stopping rules in hindsight on each data set (95 % interval over the seeds).");
}
