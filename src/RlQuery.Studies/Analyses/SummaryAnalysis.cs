using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>summary.csv</c>: a row for each data set and strategy, metric after metric where anything but accuracy alone was measured.</summary>
internal sealed class SummaryAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "summary.csv";

    private const int MostOpenRows = 40;

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "a row for each data set and strategy";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table. A last column <c>note</c> is there only where some row has one.</summary>
    public static ResultTable Table(IReadOnlyList<SummaryRow> rows)
    {
        bool noted = rows.Any(row => row.Note.Length > 0);
        bool named = rows.Any(row => row.Metric != UsualMetric.Accuracy);
        return new ResultTable(
            ["data", "strategy", .. If(named, "metric"), "repeats", "aubc_mean", "aubc_sd", "final_mean", .. If(noted, "note")],
            [
                .. rows.Select(row => (string[])
                [
                    row.Data, row.Strategy, .. If(named, row.Metric.Name), Decimals.Whole(row.Repeats),
                    Decimals.Format(row.AubcMean), Decimals.Format(row.AubcDeviation), Decimals.Format(row.FinalMean), .. If(noted, row.Note),
                ]),
            ]);
    }

    /// <inheritdoc/>
    public override ResultTable Compute(LearnerResults results) => Table([.. results.Summary, .. results.OtherMetrics]);

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder)
    {
        string final = folder.Settings.Metrics.Count > 1 ? "value" : folder.Metric.Words;
        return ReportTables.Of(folder, File, $"Area under the learning curve and final {final} of each strategy on each data set.")
            .Select(table => table.Rows.Count > MostOpenRows ? ReportTables.Fold(table) : table);
    }

    private static string[] If(bool there, string cell) => there ? [cell] : [];
}
