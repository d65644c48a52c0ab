using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals.State;

/// <summary>Mean entropy of the unlabelled rows, divided by log K, in [0, 1].</summary>
internal sealed class PoolEntropy : IStateValue
{
    /// <inheritdoc/>
    public string Name => "pool-entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "mean entropy of the candidates' probabilities, divided by log(classes); in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context) => context.MeanEntropy;
}
