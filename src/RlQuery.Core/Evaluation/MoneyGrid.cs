namespace RlQuery.Core.Evaluation;

/// <summary>A learning curve at each whole unit of money, so that curves of answers of different prices are compared at equal money.</summary>
/// <remarks>Each point has the score that was reached by then: an answer gains nothing before it is paid, and money that is left buys nothing.</remarks>
internal static class MoneyGrid
{
    // Prices such as 0.1 do not add up exactly.
    private const double Rounding = 1e-9;

    /// <summary>The place of the last point at each whole unit, from 0 to the budget.</summary>
    /// <param name="spent">Money spent at each point, ascending from 0.</param>
    /// <param name="budget">Money of an episode.</param>
    public static int[] Places(IReadOnlyList<double> spent, int budget)
    {
        int[] places = new int[budget + 1];
        int place = 0;
        for (int unit = 0; unit <= budget; unit++)
        {
            while (place + 1 < spent.Count && spent[place + 1] <= unit + Rounding)
            {
                place++;
            }
            places[unit] = place;
        }
        return places;
    }

    /// <summary>The units themselves: the costs of such a curve.</summary>
    /// <param name="budget">Money of an episode.</param>
    public static double[] Units(int budget) => [.. Enumerable.Range(0, budget + 1).Select(unit => (double)unit)];
}
