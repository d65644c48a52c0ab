using RlQuery.Core.Environments;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Evaluation;

/// <summary>A learning curve at fixed costs, so that curves of answers that cost differently are compared at equal cost.</summary>
/// <remarks>
/// Each point has the score that was reached by then: an answer gains nothing before it is paid, and money that is left buys nothing. Where prices are known
/// before, points are whole units of money. Where an answer is paid by its length, points are multiples of the batch: a batch ends with the answer that reaches
/// it, and counts as just that.
/// </remarks>
internal sealed class MoneyGrid
{
    // Prices such as 0.1 do not add up exactly.
    private const double Rounding = 1e-9;

    private readonly int _step;
    private readonly int _budget;
    private readonly bool _isKnown;

    private MoneyGrid(int step, int budget, bool isKnown) => (_step, _budget, _isKnown) = (step, budget, isKnown);

    /// <summary>The costs of such a curve, from 0 to the budget.</summary>
    public double[] Costs => [.. Enumerable.Range(0, (_budget + _step - 1) / _step).Select(place => (double)place * _step), _budget];

    /// <summary>The grid of a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Budget and batch.</param>
    /// <returns>Null where every answer costs the same.</returns>
    public static MoneyGrid? Of(Problem problem, EpisodeOptions options) => !problem.HasPrices ? null
        : !problem.Items.ArePriced || problem.Items.CostsAreHidden ? new MoneyGrid(options.BatchSize, options.Budget, isKnown: false)
        : new MoneyGrid(1, options.Budget, isKnown: true);

    /// <summary>What counts as spent.</summary>
    /// <param name="spent">What was spent.</param>
    /// <param name="isLast">Whether nothing is left to ask for.</param>
    public double Charge(double spent, bool isLast) => _isKnown ? spent
        : Math.Min(_budget, _step * (isLast ? Math.Ceiling(spent / _step) : Math.Floor(spent / _step)));

    /// <summary>The place of the last point at each of <see cref="Costs"/>.</summary>
    /// <param name="charged">What counts as spent at each point, ascending from 0.</param>
    public int[] Places(IReadOnlyList<double> charged)
    {
        int place = 0;
        int Last(double cost)
        {
            while (place + 1 < charged.Count && charged[place + 1] <= cost + Rounding)
            {
                place++;
            }
            return place;
        }
        return [.. Costs.Select(Last)];
    }
}
