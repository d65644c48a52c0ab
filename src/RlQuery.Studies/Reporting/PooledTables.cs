using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Reporting;

/// <summary>Tables of strategies over all data sets, with bootstrap intervals over these.</summary>
public static class PooledTables
{
    /// <summary>A row for each strategy: what it gains over the reference, and how often it leaves the choice of that.</summary>
    public static TextTable Controls(IReadOnlyList<ControlRow> rows)
    {
        var table = new TextTable(["controls", $"to {rows[0].Comparison.Reference} [95 %]", "better", "departs"], 1);
        foreach ((PooledComparison one, double departures) in rows)
        {
            table.Add(one.Strategy, Difference(one.Difference), Better(one), departures.ToString("0.0 %", CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>A row for each strategy, over the data sets.</summary>
    public static TextTable OverSets(IReadOnlyList<PooledComparison> rows) => Pooled(
        "over sets", rows, ("significantly better", one => one.SignificantlyBetter), ("worse", one => one.SignificantlyWorse));

    /// <summary>A row for each strategy, over the origins of the data sets.</summary>
    public static TextTable OverOrigins(IReadOnlyList<PooledComparison> rows) => Pooled("over origins", rows);

    private static TextTable Pooled(string title, IReadOnlyList<PooledComparison> rows, params (string Header, Func<PooledComparison, int> Count)[] counts)
    {
        var table = new TextTable([title, $"to {rows[0].Reference} [95 %]", "better", "p", .. counts.Select(count => count.Header)], 1);
        foreach (PooledComparison one in rows)
        {
            table.Add([
                one.Strategy, Difference(one.Difference), Better(one), TextNumbers.Probability(one.PValue),
                .. counts.Select(count => count.Count(one).ToString(CultureInfo.InvariantCulture)),
            ]);
        }
        return table;
    }

    private static string Better(PooledComparison one) => string.Create(CultureInfo.InvariantCulture, $"{one.Better} of {one.Groups}");

    private static string Difference(BootstrapInterval interval) => TextNumbers.Signed(interval.Mean, interval.Lower, interval.Upper);
}
