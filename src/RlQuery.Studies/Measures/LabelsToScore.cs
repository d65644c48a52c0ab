namespace RlQuery.Studies.Measures;

/// <summary>How many labels a strategy needs for a score that was asked for.</summary>
/// <param name="Data">Name of the data set; null for all sets together.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Score">The score.</param>
/// <param name="Labels">Number of labels, those of the start included, at which the strategy's mean curve first reaches it; the median for all sets together.
/// NaN where it never does, or not on half of the sets.</param>
/// <param name="Reached">Number of sets on which it is reached.</param>
/// <param name="Sets">Number of sets.</param>
/// <remarks>The curve is that of <see cref="LabelsSaved"/>, which has the source.</remarks>
public sealed record LabelsToScore(string? Data, string Strategy, double Score, double Labels, int Reached, int Sets)
{
    /// <summary>Measures every strategy for every score.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="curves">Mean curves of any number of sets and strategies: see <see cref="CurveBand.OfCompleteSeeds"/>.</param>
    /// <returns>Score by score and set by set, then all sets together if there are several.</returns>
    public static IReadOnlyList<LabelsToScore> Of(IReadOnlyList<double> scores, IReadOnlyList<CurveBand> curves) =>
        [.. scores.SelectMany(score => Of(score, curves))];

    private static LabelsToScore[] Of(double score, IReadOnlyList<CurveBand> curves)
    {
        LabelsToScore[] sets = [.. curves.Select(curve => Of(score, curve))];
        return sets.Select(one => one.Data).Distinct().Count() < 2
            ? sets
            : [.. sets, .. sets.GroupBy(one => one.Strategy, (strategy, rows) => Overall(score, strategy, [.. rows]))];
    }

    private static LabelsToScore Of(double score, CurveBand curve)
    {
        double labels = curve.FirstReach(score);
        return new LabelsToScore(curve.Data, curve.Strategy, score, labels, double.IsNaN(labels) ? 0 : 1, 1);
    }

    private static LabelsToScore Overall(double score, string strategy, LabelsToScore[] sets) =>
        new(null, strategy, score, MedianLabels.Of(sets.Select(set => set.Labels)), sets.Sum(set => set.Reached), sets.Length);
}
