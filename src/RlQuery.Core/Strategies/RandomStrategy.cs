using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Passive learning: every candidate is as likely as any other.</summary>
/// <remarks>The draw of a row depends only on the episode's seed and the row. The order of candidates and the batch size do not change the choice.</remarks>
public sealed class RandomStrategy : IQueryStrategy
{
    // One per thread. The cache changes no result.
    [ThreadStatic]
    private static Lots? _lots;

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public string Description => "any candidate, by lot";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        Lots lots = (_lots ??= new Lots()).For(SeedSequence.Child(observation.Seed, "random strategy"));
        for (int i = 0; i < observation.Count; i++)
        {
            scores[i] = lots.Of(observation.Rows[i]);
        }
    }

    /// <summary>The draws of one episode. Each is made once, since every query of an episode needs the same ones.</summary>
    private sealed class Lots
    {
        private ulong _seed;
        private float[] _values = [];

        public Lots For(ulong seed)
        {
            if (seed != _seed)
            {
                _seed = seed;
                Array.Fill(_values, float.NaN);
            }
            return this;
        }

        public float Of(int row)
        {
            if (row >= _values.Length)
            {
                int known = _values.Length;
                Array.Resize(ref _values, Math.Max(256, 2 * (row + 1)));
                Array.Fill(_values, float.NaN, known, _values.Length - known);
            }
            float value = _values[row];
            return float.IsNaN(value) ? _values[row] = (SeedSequence.Child(_seed, (ulong)row) >> 40) * (1f / (1 << 24)) : value;
        }
    }
}
