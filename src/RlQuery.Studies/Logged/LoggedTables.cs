using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Logged;

/// <summary>The table of estimates, for people and in a file.</summary>
public static class LoggedTables
{
    /// <summary>Name of the file in the folder of the results.</summary>
    internal const string File = "estimates.csv";

    /// <summary>Columns of three numbers: a value and the ends of its interval.</summary>
    private static readonly string[] Values = ["doubly_robust", "direct", "inverse_propensity", "difference"];

    /// <summary>The estimates for people.</summary>
    /// <param name="rows">The estimates.</param>
    public static TextTable ForPeople(IReadOnlyList<LoggedRow> rows)
    {
        var table = new TextTable(["policy", "gain of", "doubly robust", "direct", "inverse propensity", "to the session", "effective queries"], words: 2);
        foreach (LoggedRow row in rows)
        {
            table.Add(
                row.Policy, row.Metric, Text(row.Robust), Text(row.Direct), Text(row.Inverse), row.Difference is { } difference ? Text(difference) : "",
                string.Create(CultureInfo.InvariantCulture, $"{row.Effective:F1} of {row.Queries}"));
        }
        return table;
    }

    /// <summary>The estimates for <see cref="File"/>.</summary>
    /// <param name="rows">The estimates.</param>
    internal static ResultTable Table(IReadOnlyList<LoggedRow> rows) => new(
        [
            "policy", "metric", "queries", "effective_queries", "inside_share",
            .. Values.SelectMany(value => (string[])[value, $"{value}_lower", $"{value}_upper"]),
        ],
        [
            .. rows.Select(row => (string[])
            [
                row.Policy, row.Metric, Decimals.Whole(row.Queries), Decimals.Format(row.Effective), Decimals.Format(row.Inside), .. Ends(row.Robust),
                .. Ends(row.Direct), .. Ends(row.Inverse), .. row.Difference is { } difference ? Ends(difference) : ["", "", ""],
            ]),
        ]);

    private static string Text(MeanInterval one) => double.IsNaN(one.Mean) ? "" : TextNumbers.Signed(one.Mean, one.Lower, one.Upper);

    private static string[] Ends(MeanInterval one) => [Decimals.Format(one.Mean), Decimals.Format(one.Lower), Decimals.Format(one.Upper)];
}
