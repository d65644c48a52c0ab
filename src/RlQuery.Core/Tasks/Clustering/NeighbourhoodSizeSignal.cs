using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Share of the rows that are known to belong to one of the two rows of a pair, those aside, in [0, 1].</summary>
/// <remarks>Source: this library.</remarks>
public sealed class NeighbourhoodSizeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "neighbourhood-size";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "share of the rows that are known to belong to one of the two rows; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("little is known of its rows", "much is known of its rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        float others = Math.Max(1, state.Pairs.Asked - 2);
        for (int i = 0; i < values.Length; i++)
        {
            (int a, int b) = (state.Pairs.First(context.Candidates[i]), state.Pairs.Second(context.Candidates[i]));
            values[i] = (state.Closure.SizeOf(state.Closure.GroupOf(a)) + state.Closure.SizeOf(state.Closure.GroupOf(b)) - 2) / others;
        }
    }
}
