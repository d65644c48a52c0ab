using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// Share of the ten nearest rows of the pool whose predicted class differs from the candidate's, in [0, 1]: how close the decision boundary runs, by
/// geometry.
/// </summary>
/// <remarks>
/// Source: this library.
/// <para>
/// Largest first. Unit: share of rows. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class NeighbourDisagreementSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "neighbour-disagreement";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of the ten nearest rows of the pool that are predicted to be of another class; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("the rows around it are predicted to be of its class", "the rows around it are predicted to be of other classes");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolGeometry geometry = context.Geometry;
        ReadOnlySpan<int> predicted = context.Predicted;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            ReadOnlySpan<int> neighbours = geometry.Neighbours(row);
            int own = predicted[row];
            int total = 0;
            foreach (int other in neighbours)
            {
                total += predicted[other] == own ? 0 : 1;
            }
            values[i] = neighbours.IsEmpty ? 0 : (float)total / neighbours.Length;
        }
    }
}
