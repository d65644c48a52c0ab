using RlQuery.Core.Tasks;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>Tables of files in a report: the same cells, with readable column headings.</summary>
internal static class ReportTables
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
        ["departures"] = "departs from {1}",
        ["sets_significantly_better"] = "sets significantly better",
        ["sets_significantly_worse"] = "sets significantly worse",
    };

    /// <summary>A table as it is.</summary>
    /// <param name="caption">What stands above it.</param>
    /// <param name="table">The table.</param>
    /// <param name="metric">The metric of its scores, unless a column says it.</param>
    public static ReportTable Of(string caption, ResultTable table, IMetric metric)
    {
        string score = table.Columns.Contains("metric") ? "value" : metric.Words;
        string reference = ComparisonReference.Main(metric).Name;
        return new(
            caption,
            [
                .. table.Columns.Select(column => Words.GetValueOrDefault(column, column)
                    .Replace("{0}", score, StringComparison.Ordinal).Replace("{1}", reference, StringComparison.Ordinal)),
            ],
            table.Rows);
    }

    /// <summary>Some columns and rows of a table of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">Name of the table.</param>
    /// <param name="caption">What stands above it.</param>
    /// <param name="columns">The columns; all where it is null.</param>
    /// <param name="isShown">Whether a row is shown; all where it is null.</param>
    /// <returns>Nothing if there is no such table or row.</returns>
    public static IEnumerable<ReportTable> Of(
        ResultFolder folder, string file, string caption, string[]? columns = null, Func<IReadOnlyDictionary<string, string>, bool>? isShown = null)
    {
        ResultTable? table = folder.Table(file);
        table = table?.Select(columns ?? table.Columns, isShown);
        return table is { Rows.Count: > 0 } ? [Of($"{caption} From {file}.", table, folder.Metric)] : [];
    }

    /// <summary>The rows over all data sets: of a single set, its own.</summary>
    public static IEnumerable<ReportTable> OverSets(ResultFolder folder, string file, string caption, params string[] columns) =>
        Of(folder, file, caption, columns, row => row["data"].Length == 0 || folder.Settings.Sets.Count == 1);

    /// <summary>The rows of single data sets, folded.</summary>
    public static IEnumerable<ReportBlock> BySet(ResultFolder folder, string file, string caption) =>
        Of(folder, file, caption, isShown: row => row["data"].Length > 0).Select(Fold);

    /// <summary>A table that is folded until a reader opens it.</summary>
    public static ReportBlock Fold(ReportTable table) => new ReportFolded($"{table.Caption} {table.Rows.Count} rows.", [table]);
}
