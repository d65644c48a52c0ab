using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>Tables of strategies over all data sets, with bootstrap intervals over these.</summary>
internal static class PooledTables
{
    /// <summary>A row for each strategy: what it gains over margin, and how often it leaves margin's choice.</summary>
    public static Table Controls(IReadOnlyList<ControlRow> rows)
    {
        Table table = Tables.Create("controls", "to margin [95 %]", "better", "departs").Numbers(1..);
        foreach ((PooledComparison one, double departures) in rows)
        {
            table.Row(one.Strategy, Difference(one.Difference), Better(one), departures.ToString("0.0 %", CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>A row for each strategy, over the data sets.</summary>
    public static Table OverSets(IReadOnlyList<PooledComparison> rows) => Pooled(
        "over sets", rows, ("significantly better", one => one.SignificantlyBetter), ("worse", one => one.SignificantlyWorse));

    /// <summary>A row for each strategy, over the origins of the data sets.</summary>
    public static Table OverOrigins(IReadOnlyList<PooledComparison> rows) => Pooled("over origins", rows);

    private static Table Pooled(string title, IReadOnlyList<PooledComparison> rows, params (string Header, Func<PooledComparison, int> Count)[] counts)
    {
        Table table = Tables.Create([title, $"to {rows[0].Reference} [95 %]", "better", "p", .. counts.Select(count => count.Header)]).Numbers(1..);
        foreach (PooledComparison one in rows)
        {
            table.Row([
                one.Strategy, Difference(one.Difference), Better(one), ResultTables.Probability(one.PValue),
                .. counts.Select(count => count.Count(one).ToString(CultureInfo.InvariantCulture)),
            ]);
        }
        return table;
    }

    private static string Better(PooledComparison one) => string.Create(CultureInfo.InvariantCulture, $"{one.Better} of {one.Groups}");

    private static string Difference(BootstrapInterval interval) => double.IsNaN(interval.Lower)
        ? ResultTables.Signed(interval.Mean)
        : $"{ResultTables.Signed(interval.Mean)} [{ResultTables.Signed(interval.Lower)}, {ResultTables.Signed(interval.Upper)}]";
}
