using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Share of the summed variance of predicted probabilities over 256 sampled unlabelled rows that the candidate's label removes, in [0, 1).</summary>
/// <remarks>
/// Source: A-optimal design for logistic regression in Schein and Ungar, "Active Learning for Logistic Regression: An Evaluation" (2007), section 3: with
/// whitened rows z (<see cref="ICurvature"/>) and w = p(1 - p), a label takes w(x)(z(x)·z(u))² / (1 + w(x)|z(x)|²) off the variance |z(u)|² of the score of
/// u, which counts w(u)².
/// </remarks>
public sealed class VarianceReductionSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "variance-reduction";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the predictions' variance on 256 sampled rows that the label would remove (A-optimality); in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label would settle few predictions", "its label would settle many predictions");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        WhitenedSample sample = context.WhitenedSample;
        ReadOnlySpan<int> rows = sample.Rows;
        values.Clear();
        if (values.IsEmpty || rows.IsEmpty)
        {
            return;
        }
        ICurvature curvature = context.Curvature;
        Span<float> weights = context.Floats(sample.Lanes);
        float total = 0;
        for (int block = 0; block < curvature.Blocks; block++)
        {
            ReadOnlySpan<float> variances = sample.Variances(block);
            weights.Clear();
            for (int u = 0; u < rows.Length; u++)
            {
                float weight = Weight(context, curvature.BlockClass(block), rows[u]);
                weights[u] = weight * weight;
                total += weights[u] * variances[u];
            }
            AddRemoved(context, block, weights, values);
        }
        for (int i = 0; i < values.Length && total > 0; i++)
        {
            values[i] /= total;
        }
    }

    private static void AddRemoved(SignalContext context, int block, ReadOnlySpan<float> weights, Span<float> values)
    {
        int lanes = weights.Length;
        int label = context.Curvature.BlockClass(block);
        ReadOnlySpan<float> leverages = context.Whitened.Leverages(block);
        for (int start = 0; start < values.Length; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            ReadOnlySpan<float> pulls = context.Pulls.Of(block, start, count);
            for (int i = 0; i < count; i++)
            {
                float removed = Removed(pulls.Slice(i * lanes, lanes), weights);
                float weight = Weight(context, label, context.Candidates[start + i]);
                values[start + i] += weight * removed / (1 + (weight * leverages[start + i]));
            }
        }
    }

    // Σ w(u)² (z·z(u))² over the sample.
    private static float Removed(ReadOnlySpan<float> pulls, ReadOnlySpan<float> weights)
    {
        ref float covariance = ref MemoryMarshal.GetReference(pulls);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        Vector256<float> sum = Vector256<float>.Zero;
        for (nuint lane = 0; lane < (nuint)weights.Length; lane += 8)
        {
            Vector256<float> pull = Vector256.LoadUnsafe(ref covariance, lane);
            sum = Vector256.FusedMultiplyAdd(pull * pull, Vector256.LoadUnsafe(ref weight, lane), sum);
        }
        return VectorMath.Sum(sum);
    }

    // A block that stands for all scores has the weight of the most probable class.
    private static float Weight(SignalContext context, int label, int row)
    {
        ReadOnlySpan<float> probabilities = context.ProbabilitiesOf(row);
        float p = label < 0 ? Probability.TopTwo(probabilities).First : probabilities[label];
        return p * (1 - p);
    }
}
