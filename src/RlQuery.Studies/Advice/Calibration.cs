namespace RlQuery.Studies.Advice;

/// <summary>
/// Compares what is expected with what was measured. Each origin is left out in turn: the model is chosen, fitted and given its intervals by the others alone.
/// </summary>
internal static class Calibration
{
    /// <summary>A row of each measured gain.</summary>
    public static IReadOnlyList<CalibrationRow> Of(IReadOnlyList<MeasuredSet> sets) =>
    [
        .. sets.Select(set => set.Origin).Distinct().AsParallel().AsOrdered().SelectMany(origin => Of(
            [.. sets.Where(set => set.Origin != origin)], [.. sets.Where(set => set.Origin == origin)])),
    ];

    private static IEnumerable<CalibrationRow> Of(MeasuredSet[] others, MeasuredSet[] held)
    {
        GainModel model = ModelChoice.Best(others);
        foreach (GainKind kind in Enum.GetValues<GainKind>())
        {
            foreach (int queries in TableAdvice.Budgets)
            {
                MeasuredSet[] known = Array.FindAll(held, set => set.Gain(kind, queries) is not null);
                var estimator = new GainEstimator(model, others, kind, queries);
                if (known.Length == 0 || !estimator.HasInterval)
                {
                    continue;
                }
                double mean = others.Select(set => set.Gain(kind, queries)).OfType<double>().Average();
                foreach (MeasuredSet set in known)
                {
                    yield return new CalibrationRow(set, kind, queries, set.Gain(kind, queries)!.Value, mean, estimator.Expect(set.Table));
                }
            }
        }
    }
}
