namespace RlQuery.Studies.Measures;

/// <summary>How many labels a strategy needs to reach the final score of a reference.</summary>
/// <param name="Data">Name of the data set; null for all sets together.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Target">Mean score at the end of the reference's curve; NaN for all sets together.</param>
/// <param name="Labels">Number of labels, those of the start included, at which the strategy's mean curve first reaches it; NaN where it never does, and for
/// all sets together.</param>
/// <param name="Saved">The reference's number of labels at its end minus these; the median for all sets together. NaN where the target is not reached, or not
/// on half of the sets.</param>
/// <param name="Reached">Number of sets on which the target is reached.</param>
/// <param name="Sets">Number of sets.</param>
/// <remarks>
/// The curve is the linearly interpolated mean over the seeds, as for AUBC, so labels may be fractions. The first crossing counts, even if noise brings the
/// curve down again. So the reference may also reach its own final score early, and its own row shows how much of the saving is noise. In the median, a set
/// where the target is never reached is worse than any other. Source of the measure: N. Abe and H. Mamitsuka, "Query Learning Strategies Using Boosting and
/// Bagging" (1998), and P. Melville and R. Mooney, "Diverse Ensembles for Active Learning" (2004): labels to a target accuracy.
/// </remarks>
public sealed record LabelsSaved(string? Data, string Strategy, double Target, double Labels, double Saved, int Reached, int Sets)
{
    /// <summary>Measures every strategy, the reference included.</summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="curves">Mean curves of any number of sets and strategies: see <see cref="CurveBand.OfCompleteSeeds"/>.</param>
    /// <returns>Set by set, then all sets together if there are several; nothing if the reference was not run.</returns>
    public static IReadOnlyList<LabelsSaved> To(string reference, IReadOnlyList<CurveBand> curves)
    {
        var ends = curves.Where(curve => curve.Strategy == reference).ToDictionary(curve => curve.Data);
        LabelsSaved[] sets = [.. curves.Where(curve => ends.ContainsKey(curve.Data)).Select(curve => Of(curve, ends[curve.Data]))];
        return ends.Count < 2 ? sets : [.. sets, .. sets.GroupBy(one => one.Strategy, (strategy, rows) => Overall(strategy, [.. rows]))];
    }

    private static LabelsSaved Of(CurveBand curve, CurveBand reference)
    {
        double target = reference.Band[^1].Mean;
        double labels = curve.FirstReach(target);
        return new LabelsSaved(curve.Data, curve.Strategy, target, labels, reference.Costs[^1] - labels, double.IsNaN(labels) ? 0 : 1, 1);
    }

    private static LabelsSaved Overall(string strategy, LabelsSaved[] sets)
    {
        double median = -MedianLabels.Of(sets.Select(set => -set.Saved));
        return new LabelsSaved(null, strategy, double.NaN, double.NaN, median, sets.Sum(set => set.Reached), sets.Length);
    }
}
