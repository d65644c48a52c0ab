using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>Says of which concept each item is.</summary>
/// <remarks>
/// Source: A. Bifet, G. Holmes, B. Pfahringer, R. Kirkby and R. Gavaldà, "New Ensemble Methods for Evolving Data Streams" (2009), section 3: two concepts are
/// joined by a sigmoid, 1 / (1 + exp(-4 (t - change) / width)).
/// </remarks>
/// <param name="drift">How one concept follows another.</param>
internal sealed class ConceptSchedule(ConceptDrift drift)
{
    /// <summary>Items from one change to the next.</summary>
    public const int Period = 1000;

    private const int Width = 500;

    /// <summary>The number of the concept, from 0.</summary>
    /// <param name="item">Number of the item, from 0.</param>
    /// <param name="draws">Where the draws come from; one is made for each item, whatever the drift.</param>
    public int At(long item, Pcg64 draws)
    {
        double lot = draws.NextDouble();
        if (drift == ConceptDrift.None)
        {
            return 0;
        }
        if (drift == ConceptDrift.Sudden)
        {
            return (int)(item / Period);
        }
        // The change that is nearest, before or ahead.
        long change = (item + (Period / 2)) / Period;
        double chance = 1 / (1 + Math.Exp(-4.0 * (item - (change * Period)) / Width));
        return (int)(change == 0 || lot < chance ? change : change - 1);
    }
}
