using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>
/// Smallest margin over the classes between being in the set and not, in [0, 1]: the item that lies nearest to the border of any class comes first.
/// </summary>
/// <remarks>Source: K. Brinker, "On Active Learning in Multi-label Classification" (2006), on probabilities in place of decision values.</remarks>
public sealed class BinaryMinimizationSignal : IItemSignal
{
    /// <inheritdoc/>
    public string Name => "binary-minimization";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Units;

    /// <inheritdoc/>
    public string Description => "smallest margin over the classes between being in the set and not; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model wavers over one of its classes", "the model is clear about each of its classes");

    /// <inheritdoc/>
    public void Compute(IReadOnlyList<SignalContext> units, Span<float> values)
    {
        values.Fill(1);
        ReadOnlySpan<int> candidates = units[0].Candidates;
        foreach (SignalContext unit in units)
        {
            for (int i = 0; i < values.Length; i++)
            {
                ReadOnlySpan<float> p = unit.ProbabilitiesOf(candidates[i]);
                values[i] = MathF.Min(values[i], MathF.Abs(p[0] - p[1]));
            }
        }
    }
}
