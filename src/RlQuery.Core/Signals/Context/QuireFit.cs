namespace RlQuery.Core.Signals.Context;

/// <summary>What is left of the regularised fit of QUIRE when a candidate has its worst label, and all other rows their best.</summary>
internal static class QuireFit
{
    /// <summary>Fills in the fits, up to a constant that all candidates share; the least one is asked for.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="values">Receives a positive value for each candidate.</param>
    public static void Fill(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        ReadOnlySpan<float> variances = context.Posterior.Variances, means = context.Posterior.Means;
        int rows = context.Items.Count;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            float sum = 0, least = float.PositiveInfinity;
            for (int k = row; k < means.Length; k += rows)
            {
                // If the label is another class than k.
                sum += (1 + means[k]) * (1 + means[k]);
                least = MathF.Min(least, means[k]);
            }
            // The worst label is the class with the least score: (1 - f)² in place of (1 + f)².
            values[i] = (sum - (4 * least)) / variances[row];
        }
    }
}
