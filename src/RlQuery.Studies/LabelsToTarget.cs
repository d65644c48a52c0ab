namespace RlQuery.Studies;

/// <summary>How many labels a strategy needs for a score that was asked for.</summary>
/// <param name="Data">Name of the data set; null for all sets together.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Target">The score.</param>
/// <param name="Labels">Number of labels, those of the start included, at which the strategy's mean curve first reaches it; the median for all sets together. NaN where it never does, or not on half of the sets.</param>
/// <param name="Reached">Number of sets on which it is reached.</param>
/// <param name="Sets">Number of sets.</param>
/// <remarks>The curve is that of <see cref="LabelsSaved"/>, which has the source.</remarks>
public sealed record LabelsToTarget(string? Data, string Strategy, double Target, double Labels, int Reached, int Sets)
{
    /// <summary>Measures every strategy for every score.</summary>
    /// <param name="targets">The scores.</param>
    /// <param name="curves">Mean curves of any number of sets and strategies: see <see cref="CurveBand.OfCompleteSeeds"/>.</param>
    /// <returns>Score by score and set by set, then all sets together if there are several.</returns>
    public static IReadOnlyList<LabelsToTarget> Of(IReadOnlyList<double> targets, IReadOnlyList<CurveBand> curves) =>
        [.. targets.SelectMany(target => Of(target, curves))];

    private static LabelsToTarget[] Of(double target, IReadOnlyList<CurveBand> curves)
    {
        LabelsToTarget[] sets = [.. curves.Select(curve => Of(target, curve))];
        return sets.Select(one => one.Data).Distinct().Count() < 2
            ? sets
            : [.. sets, .. sets.GroupBy(one => one.Strategy, (strategy, rows) => Overall(target, strategy, [.. rows]))];
    }

    private static LabelsToTarget Of(double target, CurveBand curve)
    {
        double labels = curve.FirstReach(target);
        return new LabelsToTarget(curve.Data, curve.Strategy, target, labels, double.IsNaN(labels) ? 0 : 1, 1);
    }

    private static LabelsToTarget Overall(double target, string strategy, LabelsToTarget[] sets) =>
        new(null, strategy, target, MedianLabels.Of(sets.Select(set => set.Labels)), sets.Sum(set => set.Reached), sets.Length);
}
