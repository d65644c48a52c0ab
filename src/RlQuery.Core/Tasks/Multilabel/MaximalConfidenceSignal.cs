using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>
/// Maximum loss reduction with maximal confidence (MMC): how far the classes are from the most probable set, as a mean over the classes, in
/// [0, 1].
/// </summary>
/// <remarks>Source: B. Yang, J.-T. Sun, T. Wang and Z. Chen, "Effective Multi-Label Active Learning for Text Classification" (2009), section 3: the size of
/// the set is predicted by logistic regression from the sorted probabilities, the likeliest classes are as many, and (1 - m f) / 2 is summed over the
/// classes, with m = 1 for these and -1 for the others. Here f = 2p - 1 of the class's probability p in place of a margin, and the sum is a mean.</remarks>
public sealed class MaximalConfidenceSignal : IItemSignal
{
    /// <inheritdoc/>
    public string Name => "mmc";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Units;

    /// <inheritdoc/>
    public string Description => "loss that the label is expected to remove if the likeliest set of the predicted size is true, over the classes; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("its label is expected to tell little beyond the likeliest set", "its label is expected to tell much beyond the likeliest set");

    /// <inheritdoc/>
    public void Compute(IReadOnlyList<SignalContext> units, Span<float> values)
    {
        int[] sizes = PredictSizes(units);
        ReadOnlySpan<int> candidates = units[0].Candidates;
        Span<float> likely = stackalloc float[units.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int item = candidates[i];
            for (int unit = 0; unit < units.Count; unit++)
            {
                likely[unit] = units[unit].ProbabilitiesOf(item)[1];
            }
            likely.Sort();
            float sum = 0;
            for (int rank = 0; rank < likely.Length; rank++)
            {
                // Ascending: the last ones are in the set.
                float p = likely[rank];
                sum += rank >= likely.Length - sizes[item] ? 1 - p : p;
            }
            values[i] = sum / units.Count;
        }
    }

    // The size of the set of each item, from its sorted probabilities.
    private static int[] PredictSizes(IReadOnlyList<SignalContext> units)
    {
        Items items = units[0].Items;
        ReadOnlySpan<int> labelled = units[0].Pool.Labelled;
        float[] sorted = new float[items.Count * units.Count];
        for (int item = 0; item < items.Count; item++)
        {
            Span<float> own = sorted.AsSpan(item * units.Count, units.Count);
            for (int unit = 0; unit < units.Count; unit++)
            {
                own[unit] = units[unit].ProbabilitiesOf(item)[1];
            }
            own.Sort();
            own.Reverse();
        }
        int[] sizes = new int[labelled.Length];
        foreach (SignalContext unit in units)
        {
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] += unit.Pool.Labels[i];
            }
        }
        int classes = units.Count + 1;
        var features = new FeatureMatrix(sorted, items.Count, units.Count);
        var learner = new LogisticRegression();
        learner.Start(new Items(items.Name, items.DataHash, features, items.Rows, items.Origin), new AnswerSpace(classes));
        learner.Fit(labelled, sizes, units[0].Pool.WeightsOf(sizes.Length));
        float[] probabilities = new float[items.Count * classes];
        learner.Predict(features, probabilities);
        return [.. Enumerable.Range(0, items.Count).Select(item => VectorMath.ArgMax(probabilities.AsSpan(item * classes, classes)))];
    }
}
