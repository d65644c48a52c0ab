namespace RlQuery.Studies.Advice;

/// <summary>Tells a gain on tables that were not measured, with an interval.</summary>
/// <remarks>
/// The interval is that of the jackknife+ (Barber, Candès, Ramdas and Tibshirani 2021, "Predictive inference with the jackknife+", section 3, with the origins
/// as the folds of CV+). Each set's residual is taken from a model without its origin. The gain on a table of a new origin lies in the interval with a
/// probability of at least 1 - 2a whatever the model, and usually about 1 - a. Every origin counts the same, however many sets it has.
/// </remarks>
internal sealed class GainEstimator
{
    /// <summary>What may lie outside: a.</summary>
    public const double Outside = 0.1;

    private readonly GainModel _model;
    private readonly (TableDescriptors Table, double Gain)[] _all;
    private readonly Fold[] _folds;

    /// <param name="model">The model.</param>
    /// <param name="sets">Measured sets; those without this gain are passed over.</param>
    /// <param name="kind">Which gain.</param>
    /// <param name="queries">Number of queries.</param>
    public GainEstimator(GainModel model, IEnumerable<MeasuredSet> sets, GainKind kind, int queries)
    {
        _model = model;
        (string Origin, TableDescriptors Table, double Gain)[] known =
        [
            .. sets.Where(set => set.Gain(kind, queries) is not null).Select(set => (set.Origin, set.Table, set.Gain(kind, queries)!.Value)),
        ];
        _all = [.. known.Select(set => (set.Table, set.Gain))];
        _folds =
        [
            .. known.GroupBy(set => set.Origin).Select(origin =>
            {
                (TableDescriptors, double)[] others = [.. known.Where(set => set.Origin != origin.Key).Select(set => (set.Table, set.Gain))];
                return new Fold(others, [.. origin.Select(set => Math.Abs(set.Gain - Predict(others, set.Table)))]);
            }),
        ];
    }

    /// <summary>Whether there are origins enough for an interval; fewer say nothing about new tables.</summary>
    public bool HasInterval => _folds.Length / (_folds.Length + 1.0) >= 1 - Outside;

    /// <summary>What to expect on a table; there has to be an interval.</summary>
    public ExpectedGain Expect(TableDescriptors table)
    {
        (double Low, double High, double Weight)[] ends =
        [
            .. _folds.SelectMany(fold =>
            {
                double own = Predict(fold.Others, table);
                return fold.Residuals.Select(residual => (own - residual, own + residual, 1.0 / (fold.Residuals.Length * (_folds.Length + 1))));
            }),
        ];
        return new ExpectedGain(
            Predict(_all, table),
            -Quantile(ends.Select(end => (-end.Low, end.Weight))),
            Quantile(ends.Select(end => (end.High, end.Weight))));
    }

    // The new table is one origin more, of which nothing is known: its weight lies at infinity.
    private static double Quantile(IEnumerable<(double Value, double Weight)> values)
    {
        double sum = 0;
        foreach ((double value, double weight) in values.OrderBy(one => one.Value))
        {
            sum += weight;
            if (sum >= 1 - Outside - 1e-12)
            {
                return value;
            }
        }
        return double.PositiveInfinity;
    }

    private double Predict((TableDescriptors Table, double Gain)[] sets, TableDescriptors at) =>
        _model.Weights(Array.ConvertAll(sets, set => set.Table), at).Zip(sets, (weight, set) => weight * set.Gain).Sum();

    /// <summary>An origin that is left out.</summary>
    /// <param name="Others">The sets of all others.</param>
    /// <param name="Residuals">How far its own sets are from what the others tell.</param>
    private sealed record Fold((TableDescriptors Table, double Gain)[] Others, double[] Residuals);
}
