using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>Share of the ten nearest rows of the pool that are labelled or taken, in [0, 1].</summary>
/// <remarks>
/// Source: this library; exploration as in Fu, Zhu and Li, "A Survey on Instance Selection for Active Learning" (2013), section 3.2.
/// <para>
/// Smallest first. Unit: share of rows. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class LabelledNeighboursSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "labelled-neighbours";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of the ten nearest rows of the pool that are labelled or taken; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("few labels near", "labels near");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolGeometry geometry = context.Geometry;
        ReadOnlySpan<byte> labelled = context.Labels.Labelled;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            ReadOnlySpan<int> neighbours = geometry.Neighbours(row);
            int total = 0;
            foreach (int other in neighbours)
            {
                total += labelled[other];
            }
            values[i] = neighbours.IsEmpty ? 0 : (float)total / neighbours.Length;
        }
    }
}
