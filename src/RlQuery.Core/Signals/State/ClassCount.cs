using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals.State;

/// <summary>2 / K for K classes, in (0, 1].</summary>
internal sealed class ClassCount : IStateValue
{
    /// <inheritdoc/>
    public string Name => "class-count";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public bool IsOfTable => true;

    /// <inheritdoc/>
    public string Description => "2 / K for K classes; in (0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context) => 2f / Math.Max(2, context.ClassCount);
}
