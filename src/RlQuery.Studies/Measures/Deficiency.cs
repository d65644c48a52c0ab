using MathNet.Numerics.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>
/// The shortfall of a strategy relative to that of random labels: below 1 it is better than they are, 0 would be their final score from the first label
/// on.
/// </summary>
/// <param name="Data">Name of the data set; null for all sets together, of which it is the median.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Value">The areas between the final score of random labels and the mean curves, strategy's by random's; NaN where random labels gain
/// nothing.</param>
/// <remarks>Source: Y. Baram, R. El-Yaniv and K. Luz, "Online Choice of Active Learning Algorithms" (2004), section 6.</remarks>
public sealed record Deficiency(string? Data, string Strategy, double Value)
{
    /// <summary>Measures every strategy but random itself.</summary>
    /// <param name="curves">Mean curves of any number of sets and strategies: see <see cref="CurveBand.OfCompleteSeeds"/>.</param>
    /// <returns>Set by set, then all sets together if there are several; nothing if random was not run.</returns>
    public static IReadOnlyList<Deficiency> Of(IReadOnlyList<CurveBand> curves)
    {
        var random = curves.Where(curve => curve.Strategy == ComparisonReference.Random.Name).ToDictionary(curve => curve.Data);
        Deficiency[] sets =
        [
            .. from curve in curves
               where curve.Strategy != ComparisonReference.Random.Name && random.ContainsKey(curve.Data)
               select new Deficiency(curve.Data, curve.Strategy, Of(curve, random[curve.Data])),
        ];
        return random.Count < 2 ? sets
            :
            [
                .. sets,
                .. sets.GroupBy(
                    one => one.Strategy,
                    (strategy, rows) => new Deficiency(null, strategy, rows.Select(row => row.Value).Where(double.IsFinite).Median())),
            ];
    }

    private static double Of(CurveBand curve, CurveBand random)
    {
        double end = random.Band[^1].Mean;
        double sign = curve.Metric.HigherIsBetter ? 1 : -1;
        double undone = sign * random.Band.Sum(point => end - point.Mean);
        return undone > 0 ? sign * curve.Band.Sum(point => end - point.Mean) / undone : double.NaN;
    }
}
