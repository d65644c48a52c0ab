using RlQuery.Core.Numerics;

namespace RlQuery.Core.Strategies.Regression;

/// <summary>Passive learning: every candidate is as likely as any other, by the lots of <see cref="RandomStrategy"/>.</summary>
public sealed class RandomRegressionStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public string Description => "any candidate, by lot";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ulong seed = SeedSequence.Child(view.Seed, "random strategy");
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (SeedSequence.Child(seed, (ulong)view.Candidates[i]) >> 40) * (1f / (1 << 24));
        }
    }
}
