using RlQuery.Reports;

namespace RlQuery.Studies.Tuning;

/// <summary>The scores of all trials of a tuning.</summary>
internal static class TrialScores
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "trials";

    /// <summary>Draws them.</summary>
    /// <param name="plan">The tuning.</param>
    /// <param name="rows">All its rows.</param>
    /// <param name="best">Number of the best trial.</param>
    public static Figure Draw(TuningPlan plan, IReadOnlyList<TrialRow> rows, int best)
    {
        TuningTrial[] trials =
        [
            .. rows.GroupBy(row => row.Trial).OrderBy(own => own.Key).Select(own => own.OrderBy(row => row.Rung).ToArray())
                .Select(own => new TuningTrial([.. own.Select(row => (double)row.Steps)], [.. own.Select(row => row.Score)])),
        ];
        string rungs = string.Join(", ", plan.Rungs.Select(rung => rung.Trials));
        return TuningFigure.Create(
            $"Tuning of {plan.Agent} in {plan.Environment.Name}: {plan.Trials} trials",
            $"Successive halving: {rungs} trials in the rungs. A point is the policy of a trial on {plan.Repeats} splits of each validation set.",
            trials, own: 0, best: best - 1);
    }
}
