using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Share of the rows that are in a neighbourhood, of those that may be asked about.</summary>
internal sealed class PlacedShare : IStateValue
{
    /// <inheritdoc/>
    public string Name => "placed-share";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "share of the rows that are in a neighbourhood; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        PairState state = context.Pairs;
        int placed = 0;
        for (int row = 0; row < state.Pairs.Asked; row++)
        {
            placed += state.Known.Of(row) >= 0 ? 1 : 0;
        }
        return (float)placed / state.Pairs.Asked;
    }
}
