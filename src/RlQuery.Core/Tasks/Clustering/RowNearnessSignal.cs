using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>How near the two rows of a pair are: m / (m + d) of their distance d, where m is the mean distance of two rows. In (0, 1].</summary>
/// <remarks>Source: this library. Euclidean, on standardised features.</remarks>
public sealed class RowNearnessSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "row-nearness";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "nearness of the two rows, m / (m + d) of their distance and the mean one; in (0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its rows are far apart", "its rows are near each other");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = state.Nearness(state.Pairs.First(context.Candidates[i]), state.Pairs.Second(context.Candidates[i]));
        }
    }
}
