using RlQuery.Core.Numerics;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Chooses the best, or with probability epsilon any candidate of the shortlist. Exploration is measured by epsilon.</summary>
/// <param name="epsilon">Share of random choices.</param>
internal sealed class EpsilonChoice(double epsilon) : IActionChoice
{
    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> scores, Pcg64 draws, out double exploration)
    {
        exploration = epsilon;
        return draws.NextDouble() < epsilon ? draws.NextInt(scores.Length) : VectorMath.ArgMax(scores);
    }
}
