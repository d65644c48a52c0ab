using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Reports.Html;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Tables of files as a report shows them: the same cells under words in place of the names of columns.</summary>
internal static class ReportColumns
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["data"] = "data set",
        ["repeats"] = "seeds",
        ["aubc_mean"] = "AUBC",
        ["aubc_sd"] = "sd",
        ["final_mean"] = "final {0}",
        ["reference"] = "against",
        ["better"] = "ahead in",
        ["difference"] = "difference in AUBC",
        ["lower"] = "95 % from",
        ["upper"] = "to",
        ["holm_p"] = "p",
        ["wilcoxon_holm_p"] = "p",
        ["t_holm_p"] = "p",
        ["wilcoxon_p"] = "p",
        ["pairs_needed"] = "pairs needed",
        ["target_score"] = "{1}'s final {0}",
        ["labels_saved"] = "labels saved",
        ["reached"] = "reached on",
        ["final_score"] = "at the end",
        ["score_lost"] = "lost",
        ["departures"] = "departs from margin",
        ["sets_significantly_better"] = "sets significantly better",
        ["sets_significantly_worse"] = "sets significantly worse",
    };

    /// <param name="caption">What stands above the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="metric">What its scores are, unless a column says so.</param>
    public static ReportTable Table(string caption, ResultTable table, IMetric metric)
    {
        string score = table.Columns.Contains("metric") ? "value" : metric.Words;
        return new(caption, [.. table.Columns.Select(column => Words.GetValueOrDefault(column, column).Replace("{0}", score, StringComparison.Ordinal).Replace("{1}", ComparisonReference.Main(metric.Task).Name, StringComparison.Ordinal))], table.Rows);
    }
}
