using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Entropy of the classes' shares among the labelled rows, divided by log K, in [0, 1]: 1 when they are balanced.</summary>
internal sealed class ClassBalance : IStateValue
{
    /// <inheritdoc/>
    public string Name => "class-balance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "entropy of the labelled classes' shares, divided by log(classes); in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float entropy = 0;
        foreach (int count in context.Pool.ClassCounts)
        {
            float share = (float)count / Math.Max(1, context.Pool.Labelled.Length);
            entropy -= share > 0 ? share * MathF.Log(share) : 0;
        }
        return entropy / MathF.Log(Math.Max(2, context.ClassCount));
    }
}
