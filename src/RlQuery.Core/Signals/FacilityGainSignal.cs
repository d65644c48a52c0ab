using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Share of the summed distances of 256 sampled pool rows to their nearest labelled rows that goes when the candidate is labelled, in [0, 1]: representative
/// and new at once.
/// </summary>
/// <remarks>
/// Source: the k-medoids (facility location) gain of Wei, Iyer and Bilmes, "Submodularity in Data Subset Selection and Active Learning" (2015), on distances.
/// While nothing is labelled, the share is taken of the largest distance.
/// </remarks>
public sealed class FacilityGainSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "facility-gain";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of the distances from 256 sampled rows to their nearest labels that the label would remove; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("it stands for few rows that are far from labels", "it stands for many rows that are far from labels");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReferenceDistances references = context.References;
        ReadOnlySpan<float> nearestSquared = context.Labels.NearestSquared;
        ReadOnlySpan<int> sample = references.Sample;
        Span<float> nearest = stackalloc float[sample.Length];
        float total = 0;
        for (int j = 0; j < sample.Length; j++)
        {
            nearest[j] = MathF.Sqrt(nearestSquared[sample[j]]);
            if (float.IsPositiveInfinity(nearest[j]))
            {
                float furthest = 0;
                ReadOnlySpan<float> distances = references.Of(sample[j]);
                foreach (float distance in distances)
                {
                    furthest = MathF.Max(furthest, distance);
                }
                nearest[j] = furthest;
            }
            total += nearest[j];
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = total > 0 ? Gain(nearest, references.Of(context.Candidates[i])) / total : 0;
        }
    }

    private static float Gain(ReadOnlySpan<float> nearest, ReadOnlySpan<float> distances)
    {
        ref float x = ref MemoryMarshal.GetReference(nearest);
        ref float y = ref MemoryMarshal.GetReference(distances[..nearest.Length]);
        Vector256<float> sum = Vector256<float>.Zero;
        int j = 0;
        for (; j + 8 <= nearest.Length; j += 8)
        {
            sum += Vector256.Max(Vector256<float>.Zero, Vector256.LoadUnsafe(ref x, (nuint)j) - Vector256.LoadUnsafe(ref y, (nuint)j));
        }
        float gain = VectorMath.Sum(sum);
        for (; j < nearest.Length; j++)
        {
            gain += MathF.Max(0, nearest[j] - distances[j]);
        }
        return gain;
    }
}
