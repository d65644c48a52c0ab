namespace RlQuery.Core.Signals.Context;

/// <summary>How much a candidate's label would add to the kernel between sampled rows and their nearest labelled or taken ones.</summary>
internal static class KernelGains
{
    /// <summary>Fills in the mean gains.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="weights">Weight of each of the context's reference rows, at most 1; empty for 1 each.</param>
    /// <param name="values">Receives a value for each candidate, in [0, 1].</param>
    public static void Fill(SignalContext context, ReadOnlySpan<float> weights, Span<float> values)
    {
        ReadOnlySpan<int> sample = context.References.Sample;
        ReadOnlySpan<float> nearest = context.Labels.NearestSquared;
        double gamma = context.Frequencies.Gamma;
        Span<double> covered = stackalloc double[ReferenceDistances.SampleSize];
        for (int i = 0; i < sample.Length; i++)
        {
            covered[i] = Math.Exp(-gamma * nearest[sample[i]]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> distances = context.References.Of(context.Candidates[i]);
            double sum = 0;
            for (int j = 0; j < distances.Length; j++)
            {
                double gain = Math.Max(0, Math.Exp(-gamma * distances[j] * distances[j]) - covered[j]);
                sum += weights.IsEmpty ? gain : gain * weights[j];
            }
            values[i] = (float)(sum / sample.Length);
        }
    }
}
