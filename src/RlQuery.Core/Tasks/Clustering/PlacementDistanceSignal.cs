using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Distance of a row to its nearest neighbourhood, as a share of the largest such: that of the farther row of the pair. In [0, 1].</summary>
/// <remarks>Source: the criterion of P. Mallapragada, R. Jin and A. Jain, "Active Query Selection for Semi-supervised Clustering" (2008).</remarks>
public sealed class PlacementDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "placement-distance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "distance of the farther row of the two to its nearest neighbourhood, as a share of the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its rows are near known ones", "one of its rows is far from all known ones");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        float[] distances = new float[state.Pairs.Asked];
        float largest = 0;
        for (int row = 0; row < distances.Length; row++)
        {
            distances[row] = state.Known.Count == 0 ? 0 : state.ToNearest(row);
            largest = MathF.Max(largest, distances[row]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            float own = MathF.Max(distances[state.Pairs.First(context.Candidates[i])], distances[state.Pairs.Second(context.Candidates[i])]);
            values[i] = largest == 0 ? 0 : own / largest;
        }
    }
}
