using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Passive learning: every candidate is as likely as any other.</summary>
/// <remarks>Each row has a lot that depends on the episode's seed and the row alone, so that neither the order of candidates nor the batch size changes the choice.</remarks>
public sealed class RandomStrategy : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public SignalSchema Schema { get; } = new([], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ulong seed = SeedSequence.Child(observation.Seed, "random strategy");
        for (int i = 0; i < observation.Count; i++)
        {
            scores[i] = (SeedSequence.Child(seed, (ulong)observation.Rows[i]) >> 40) * (1f / (1 << 24));
        }
    }
}
