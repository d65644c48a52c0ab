using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Lu2023;

/// <summary>Margin sampling: the row with the smallest absolute decision value.</summary>
/// <param name="ties">Which one of equal rows.</param>
internal sealed class SmallestDecision(TieRule ties) : IQueryRule
{
    private double[] _distances = [];

    /// <inheritdoc/>
    public int Next(ReadOnlySpan<double> decisions, ReadOnlySpan<int> unlabelled)
    {
        int best = unlabelled[0];
        double smallest = Math.Abs(decisions[best]);
        bool tied = false;
        foreach (int row in unlabelled[1..])
        {
            double distance = Math.Abs(decisions[row]);
            if (distance <= smallest)
            {
                tied = distance == smallest;
                (best, smallest) = tied ? (best, smallest) : (row, distance);
            }
        }
        return tied && ties == TieRule.Published ? FirstSorted(decisions, unlabelled) : best;
    }

    private int FirstSorted(ReadOnlySpan<double> decisions, ReadOnlySpan<int> unlabelled)
    {
        if (_distances.Length != decisions.Length)
        {
            _distances = new double[decisions.Length];
        }
        for (int i = 0; i < _distances.Length; i++)
        {
            _distances[i] = Math.Abs(decisions[i]);
        }
        foreach (int row in ArgSort.Of(_distances))
        {
            if (unlabelled.BinarySearch(row) >= 0)
            {
                return row;
            }
        }
        throw new ArgumentException("no row is unlabelled", nameof(unlabelled));
    }
}
