using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>A draw of one candidate with given chances, as values of which the largest wins.</summary>
internal static class RowRace
{
    /// <summary>
    /// Divides the chances by exponential draws of the rows, which makes each the largest with its own chance, and then by the winner's value: in [0, 1].
    /// </summary>
    /// <remarks>A draw depends on the seed and on the row of the data set alone. Without any chance, all values are 0.</remarks>
    /// <param name="context">The state of the episode.</param>
    /// <param name="seed">Seed of this choice.</param>
    /// <param name="chances">Chance of each candidate, up to a factor; none negative.</param>
    /// <param name="values">Receives a value for each candidate.</param>
    public static void Run(SignalContext context, ulong seed, Span<double> chances, Span<float> values)
    {
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double lot = ((SeedSequence.Child(seed, (ulong)context.Items.Rows[context.Candidates[i]]) >> 11) + 0.5) * (1.0 / (1UL << 53));
            chances[i] /= -Math.Log(lot);
            largest = Math.Max(largest, chances[i]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = largest > 0 ? (float)(chances[i] / largest) : 0;
        }
    }
}
