using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// Entropy of the neighbourhood of a row that is in none yet, divided by its largest value: that of the less certain row of the pair. In [0, 1].
/// </summary>
/// <remarks>
/// Source: S. Xiong, J. Azimi and X. Fern, "Active Learning of Constraints for Semi-Supervised Clustering" (2014), section 3.1, with the learner's
/// probabilities.
/// </remarks>
public sealed class PlacementEntropySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "placement-entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "entropy of the neighbourhood of the less certain row of the two, divided by its largest value; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the neighbourhoods of its rows are clear", "the neighbourhood of one of its rows is uncertain");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        int count = state.Known.Count;
        values.Clear();
        if (count < 2)
        {
            return;
        }
        float[] entropies = new float[state.Pairs.Asked];
        for (int row = 0; row < entropies.Length; row++)
        {
            foreach (float share in state.Known.Of(row) < 0 ? state.Placement(context, row) : [])
            {
                entropies[row] -= share > 0 ? share * MathF.Log(share) / MathF.Log(count) : 0;
            }
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Max(entropies[state.Pairs.First(context.Candidates[i])], entropies[state.Pairs.Second(context.Candidates[i])]);
        }
    }
}
