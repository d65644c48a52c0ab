namespace RlQuery.Core.Signals.Context;

/// <summary>What forecasts of a loss have in common.</summary>
internal static class LossReduction
{
    /// <summary>Labels of a smaller probability are left out.</summary>
    public const float NegligibleProbability = 1e-4f;

    /// <summary>The rows whose loss is summed; none where there are no unlabelled ones.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="size">How many, if there are so many; at most <see cref="WhitenedSample.Size"/>.</param>
    public static ReadOnlySpan<int> Sample(SignalContext context, int size)
    {
        ReadOnlySpan<int> sample = context.WhitenedSample.Rows;
        return sample[..Math.Min(size, sample.Length)];
    }

    /// <summary>Makes shares that are removed, in [-1, 1], of losses.</summary>
    /// <param name="now">The loss before a label.</param>
    /// <param name="values">The losses after each candidate's label; becomes the shares.</param>
    public static void FromLosses(float now, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float larger = MathF.Max(now, values[i]);
            values[i] = larger > 0 ? (now - values[i]) / larger : 0;
        }
    }
}
