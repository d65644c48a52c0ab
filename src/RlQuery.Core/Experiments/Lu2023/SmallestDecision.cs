using RlQuery.Core.Numerics;

namespace RlQuery.Core.Experiments.Lu2023;

/// <summary>Margin sampling: the row with the smallest absolute decision value.</summary>
/// <param name="ties">Which one of equal rows.</param>
internal sealed class SmallestDecision(TieRule ties) : IQueryRule
{
    /// <inheritdoc/>
    public int Next(ReadOnlySpan<double> decisions, ReadOnlySpan<bool> labelled)
    {
        int best = -1;
        bool tied = false;
        for (int i = 0; i < decisions.Length; i++)
        {
            if (labelled[i])
            {
                continue;
            }
            double against = best < 0 ? double.PositiveInfinity : Math.Abs(decisions[best]);
            tied = Math.Abs(decisions[i]) < against ? false : tied || Math.Abs(decisions[i]) == against;
            best = Math.Abs(decisions[i]) < against ? i : best;
        }
        return tied && ties == TieRule.Published ? FirstSorted(decisions, labelled) : best;
    }

    private static int FirstSorted(ReadOnlySpan<double> decisions, ReadOnlySpan<bool> labelled)
    {
        double[] distances = new double[decisions.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Abs(decisions[i]);
        }
        foreach (int row in ArgSort.Of(distances))
        {
            if (!labelled[row])
            {
                return row;
            }
        }
        throw new ArgumentException("every row is labelled", nameof(labelled));
    }
}
