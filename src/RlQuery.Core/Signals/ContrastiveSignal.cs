using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Mean divergence of the predictions of the ten nearest labelled or taken rows from that of the candidate, relative to the largest among the candidates, in
/// [0, 1]: the model tells it apart from rows that are near it.
/// </summary>
/// <remarks>
/// Source: Margatina, Vernikos, Barrault and Aletras, "Active Learning by Acquiring Contrastive Examples" (2021), algorithm 1, with neighbours in the
/// standardised features: the mean of KL(p(neighbour) || p(candidate)). A probability below 1e-6 counts as 1e-6. With fewer than ten labelled rows, all of
/// them are neighbours.
/// <para>
/// Cost: one pass over the pool for each label. Peers: small-text and scikit-activeml (ContrastiveAL): the mean itself. The order is the same.
/// </para>
/// </remarks>
public sealed class ContrastiveSignal : ISignal
{
    private const float Least = 1e-6f;

    /// <inheritdoc/>
    public string Name => "contrastive";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "mean divergence from it of the predictions of its ten nearest labelled rows, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("predicted like the labelled rows near it", "predicted unlike the labelled rows near it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        NearestLabelled nearest = context.NearestLabelled;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            float sum = 0;
            foreach (int neighbour in nearest.Of(row))
            {
                sum += Divergence(context.ProbabilitiesOf(neighbour), context.ProbabilitiesOf(row));
            }
            values[i] = nearest.Count == 0 ? 0 : sum / nearest.Count;
        }
        Largest.DivideBy(values);
    }

    private static float Divergence(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        float divergence = 0;
        for (int k = 0; k < p.Length; k++)
        {
            divergence += p[k] <= Least ? 0 : p[k] * MathF.Log(p[k] / MathF.Max(q[k], Least));
        }
        return MathF.Max(divergence, 0);
    }
}
