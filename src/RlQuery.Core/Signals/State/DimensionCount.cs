using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Dimensions d, as d / (d + 20), in (0, 1).</summary>
internal sealed class DimensionCount : IStateValue
{
    /// <inheritdoc/>
    public string Name => "dimension-count";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Items;

    /// <inheritdoc/>
    public bool IsOfTable => true;

    /// <inheritdoc/>
    public string Description => "dimensions d, as d / (d + 20); in (0, 1)";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float dimensions = context.Items.Features.Columns;
        return dimensions / (dimensions + 20);
    }
}
