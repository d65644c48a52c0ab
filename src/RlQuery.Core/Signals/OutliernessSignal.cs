using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// s / (s + s') with s the mean distance to the ten nearest rows of the pool and s' the mean of theirs, in [0, 1]: 1/2 within a cloud, towards 1 for an
/// outlier.
/// </summary>
/// <remarks>
/// Source: the local outlier factor of Breunig, Kriegel, Ng and Sander, "LOF: Identifying Density-Based Local Outliers" (2000), with mean distances in place
/// of reachability.
/// </remarks>
public sealed class OutliernessSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "outlierness";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "distance to the ten nearest rows against that of those rows to theirs, s / (s + s'); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("in the midst of rows like it", "apart from other rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolGeometry geometry = context.Geometry;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            float own = geometry.Spacing[row];
            float around = 0;
            foreach (int other in geometry.Neighbours(row))
            {
                around += geometry.Spacing[other];
            }
            around /= Math.Max(1, geometry.Neighbours(row).Length);
            values[i] = own + around > 0 ? own / (own + around) : 0.5f;
        }
    }
}
