using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Analyses;

/// <summary>Verdicts in sentences. They say only what the tests say.</summary>
public static class VerdictText
{
    private const string SmallestP = "0.000000";

    /// <summary>The verdicts in a line for each reference, margin last.</summary>
    /// <param name="verdicts">The verdicts of one learner.</param>
    /// <param name="sets">Number of data sets.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<StrategyVerdict> verdicts, int sets) => verdicts.GroupBy(one => one.Reference, (reference, all) =>
    {
        StrategyVerdict[] rows = [.. all];
        string test = Test(rows[0].Basis == VerdictBasis.Sets ? "sets" : "seeds", rows[0].Test.Pairs.ToString(CultureInfo.InvariantCulture), sets);
        return $"against {reference}: {Groups(rows.Select(row => (row.Strategy, row.Verdict.Words())))} ({test})";
    });

    /// <summary>Strategies by verdict: <c>better: a, b; not shown: c</c>.</summary>
    internal static string Groups(IEnumerable<(string Name, string Word)> rows) => string.Join(
        "; ", rows.GroupBy(row => row.Word).OrderBy(word => Order(word.Key)).Select(word => $"{word.Key}: {string.Join(", ", word.Select(row => row.Name))}"));

    /// <summary>The verdicts of one strategy against all references, in one sentence.</summary>
    internal static string Summary(string strategy, IEnumerable<VerdictRow> rows) => $"{strategy} is " + string.Join(
        "; ",
        rows.GroupBy(row => row.Word).OrderBy(word => Order(word.Key))
            .Select(word => Relation(word.Key) + " " + string.Join(" and ", word.Select(row => row.Reference)))) + ".";

    /// <summary>The numbers of a verdict.</summary>
    internal static string Reason(VerdictRow row)
    {
        string interval = row.Lower.Length == 0 ? "" : $", 95 % interval {row.Lower} to {row.Upper}";
        string p = row.PValue.Length == 0 ? "; too few pairs to test" : row.PValue == SmallestP ? "; p < 0.000001" : $"; p = {row.PValue}";
        return $"mean difference in AUBC {row.Difference}{interval}{p}.{Needed(row)}";
    }

    /// <summary>What was tested, and what it applies to.</summary>
    internal static string Test(string over, string pairs, int sets) => over == "sets"
        ? $"Wilcoxon signed-rank test over {pairs} data sets; Holm's correction; 5 %"
        : $"paired t-test over {pairs} {(pairs == "1" ? "seed" : "seeds")}{(sets > 1 ? $", means of {sets} data sets" : "")}; Holm's correction; 5 %";

    /// <summary>Why the seeds were the pairs; empty where they were not.</summary>
    internal static string Reach(string over, int sets) => over == "sets" ? "" : sets == 1
        ? "With one data set the seeds are the pairs: this speaks of that set alone."
        : $"With fewer than {StrategyVerdict.FewestSets} data sets no test over sets can be significant, "
        + "so the seeds are the pairs: this speaks of these sets alone, not of others like them.";

    private static string Needed(VerdictRow row) =>
        row.Word == Verdict.NotShown.Words()
        && int.TryParse(row.Needed, CultureInfo.InvariantCulture, out int needed)
        && needed > int.Parse(row.Pairs, CultureInfo.InvariantCulture)
            ? $" If that were the true difference, a paired t-test would take {row.Needed} {row.Over} to show it with 80 % power; there were {row.Pairs}."
            : "";

    private static string Relation(string word) => word == Verdict.NotShown.Words() ? "not shown to differ from" : $"{word} than";

    private static int Order(string word) => word == Verdict.Better.Words() ? 0 : word == Verdict.Worse.Words() ? 1 : 2;
}
