using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// A draw with a chance in proportion to the tenth power of uncertainty plus distance, in predicted probabilities, to the rows of the batch, relative to the
/// winner's, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Gilhuber, Beer, Ma and Seidl, "FALCUN: A Simple and Efficient Deep Active Learning Strategy" (2024), equations 1 to 6 with γ = 10: uncertainty is
/// 1 - margin; the distance is the uncertainty at first, then the smaller of it and the absolute difference from each taken row, brought to [0, 1] after each.
/// A draw in proportion to w is the largest w / t with t an exponential draw of the row.
/// <para>
/// Cost: one pass over the predictions for each row of the batch. Peers: scikit-activeml (Falcun): chances themselves.
/// </para>
/// </remarks>
public sealed class FalcunSignal : ISignal
{
    private const double Gamma = 10;

    /// <inheritdoc/>
    public string Name => "falcun";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "draw by margin and by distance of predictions to the rows of the batch, relative to the winner's; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("clear or predicted like a row of this batch", "uncertain and predicted unlike the rows of this batch");

    /// <summary>The chance of each candidate, up to a factor: relevance to the power of γ.</summary>
    internal static void Chances(SignalContext context, Span<double> chances)
    {
        ReadOnlySpan<int> candidates = context.Candidates, pending = context.Pool.Pending;
        int count = candidates.Length + pending.Length;
        Span<float> memory = context.Floats(2 * count);
        Span<float> uncertain = memory[..count], distance = memory[count..];
        for (int i = 0; i < count; i++)
        {
            (float first, float second) = Probability.TopTwo(context.ProbabilitiesOf(Row(context, i)));
            uncertain[i] = 1 - (first - second);
            distance[i] = uncertain[i];
        }
        foreach (int taken in pending)
        {
            float least = float.PositiveInfinity, largest = 0;
            for (int i = 0; i < count; i++)
            {
                distance[i] = MathF.Min(distance[i], Difference(context.ProbabilitiesOf(Row(context, i)), context.ProbabilitiesOf(taken)));
                least = MathF.Min(least, distance[i]);
                largest = MathF.Max(largest, distance[i]);
            }
            for (int i = 0; i < count; i++)
            {
                distance[i] = largest > least ? (distance[i] - least) / (largest - least) : 0;
            }
        }
        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] = Math.Pow(uncertain[i] + distance[i], Gamma);
        }
    }

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Span<double> chances = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        Chances(context, chances);
        ulong seed = SeedSequence.Child(SeedSequence.Child(context.Seed, "falcun"), (ulong)context.Pool.Labelled.Length + (ulong)context.Pool.Pending.Length);
        RowRace.Run(context, seed, chances, values);
    }

    private static int Row(SignalContext context, int place) =>
        place < context.Candidates.Length ? context.Candidates[place] : context.Pool.Pending[place - context.Candidates.Length];

    private static float Difference(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        float sum = 0;
        for (int k = 0; k < p.Length; k++)
        {
            sum += MathF.Abs(p[k] - q[k]);
        }
        return sum;
    }
}
