using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals.State;

/// <summary>Mean entropy of the unlabelled rows minus that before the last label, in [-1, 1]; 0 at the start.</summary>
internal sealed class PoolEntropyChange : IStateValue
{
    /// <inheritdoc/>
    public string Name => "pool-entropy-change";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "mean entropy of the candidates minus that before the last label; in [-1, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float before = context.PreviousMeanEntropy;
        float now = context.MeanEntropy;
        return float.IsNaN(before) ? 0 : now - before;
    }
}
