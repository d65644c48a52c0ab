using RlQuery.Core.Statistics;
using RlQuery.Reports;

namespace RlQuery.Studies.Logged;

/// <summary>What each policy adds per query beyond what was asked.</summary>
internal static class LoggedFigure
{
    /// <summary>Name of the figure without extension.</summary>
    public const string Name = "differences";

    /// <summary>Draws the main metric; null where no policy was estimated.</summary>
    public static Figure? Create(IReadOnlyList<LoggedRow> rows)
    {
        LoggedRow[] shown = [.. rows.Where(row => row.Metric == rows[0].Metric && row.Difference is not null)];
        return shown.Length == 0 ? null : ForestFigure.Create(
            "Estimated gain per query over the session's own questions",
            $"Doubly robust, 95 % intervals, {shown[0].Queries} questions drawn by lot; in the states of the session, one step.",
            $"difference in the gain of {shown[0].Metric} per query",
            [new ForestPanel(shown[0].Metric, [.. shown.Select(row => Row(row.Policy, row.Difference!.Value))], null)], "policies");
    }

    private static ForestRow Row(string policy, MeanInterval one) =>
        new(policy, one.Mean, one.Lower, one.Upper, one.Lower > 0 ? 1 : one.Upper < 0 ? -1 : 0);
}
