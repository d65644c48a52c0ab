using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>n / (n + d) for n labels in d dimensions, in [0, 1): whether a linear model is determined yet.</summary>
internal sealed class LabelsPerDimension : IStateValue
{
    /// <inheritdoc/>
    public string Name => "labels-per-dimension";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Items;

    /// <inheritdoc/>
    public string Description => "labels n against dimensions d: n / (n + d); in [0, 1)";

    /// <inheritdoc/>
    public float Compute(SignalContext context) =>
        (float)context.Pool.Labelled.Length / (context.Pool.Labelled.Length + context.Items.Features.Columns);
}
