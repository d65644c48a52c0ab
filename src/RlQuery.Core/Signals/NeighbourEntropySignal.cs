using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>Mean entropy of the ten nearest rows of the pool, in [0, 1]: whether a whole region is uncertain or only a single odd row.</summary>
/// <remarks>
/// Source: this library, after the density weighting of Settles and Craven (2008).
/// <para>
/// Largest first. Unit: share of log K. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class NeighbourEntropySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "neighbour-entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "mean entropy of the ten nearest rows of the pool; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the rows around it are clear", "the rows around it are uncertain too");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolGeometry geometry = context.Geometry;
        ReadOnlySpan<float> entropies = context.Entropies;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            ReadOnlySpan<int> neighbours = geometry.Neighbours(row);
            float total = 0;
            foreach (int other in neighbours)
            {
                total += entropies[other];
            }
            values[i] = neighbours.IsEmpty ? 0 : total / neighbours.Length;
        }
    }
}
