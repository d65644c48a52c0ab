using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>Share of the summed variance of predicted probabilities over 64 sampled unlabelled rows that the candidate's label removes, in [0, 1).</summary>
/// <remarks>Source: A-optimal design for logistic regression in Schein and Ungar, "Active Learning for Logistic Regression: An Evaluation" (2007), section 3: with whitened rows z (<see cref="ICurvature"/>) and w = p(1 - p), a label takes w(x)(z(x)·z(u))² / (1 + w(x)|z(x)|²) off the variance |z(u)|² of the score of u, which counts w(u)².</remarks>
public sealed class VarianceReductionSignal : ISignal
{
    private const int SampleSize = 64;

    /// <inheritdoc/>
    public string Name => "variance-reduction";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the predictions' variance on 64 sampled rows that the label would remove (A-optimality); in [0, 1)";

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Span<int> sample = stackalloc int[SampleSize];
        sample = sample[..context.Sample(sample)];
        values.Clear();
        if (values.IsEmpty || sample.IsEmpty)
        {
            return;
        }
        ICurvature curvature = context.Curvature;
        int width = curvature.WhitenedWidth;
        Span<float> scratch = context.Floats((2 * SampleSize * width) + SampleSize);
        Span<float> rows = scratch[..(SampleSize * width)];
        Span<float> columns = scratch.Slice(rows.Length, SampleSize * width);
        Span<float> weights = scratch[^SampleSize..];
        float total = 0;
        for (int block = 0; block < curvature.Blocks; block++)
        {
            curvature.Whiten(block, context.Problem.Pool, sample, rows[..(sample.Length * width)]);
            columns.Clear();
            weights.Clear();
            for (int u = 0; u < sample.Length; u++)
            {
                ReadOnlySpan<float> z = rows.Slice(u * width, width);
                float weight = Weight(context, curvature.BlockClass(block), sample[u]);
                weights[u] = weight * weight;
                total += weights[u] * VectorMath.Dot(z, z);
                for (int j = 0; j < width; j++)
                {
                    columns[(j * SampleSize) + u] = z[j];
                }
            }
            AddRemoved(context, block, columns, weights, values);
        }
        for (int i = 0; i < values.Length && total > 0; i++)
        {
            values[i] /= total;
        }
    }

    private static void AddRemoved(SignalContext context, int block, ReadOnlySpan<float> columns, ReadOnlySpan<float> weights, Span<float> values)
    {
        int width = columns.Length / SampleSize;
        int label = context.Curvature.BlockClass(block);
        ReadOnlySpan<float> leverages = context.Whitened.Leverages(block);
        for (int start = 0; start < values.Length; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            ReadOnlySpan<float> rows = context.Whitened.Rows(block, start, count);
            for (int i = 0; i < count; i++)
            {
                float removed = Removed(rows.Slice(i * width, width), columns, weights);
                float weight = Weight(context, label, context.Candidates[start + i]);
                values[start + i] += weight * removed / (1 + (weight * leverages[start + i]));
            }
        }
    }

    // Σ w(u)² (z·z(u))² over the sample, which lies in lanes: eight vectors of eight rows that stay in registers.
    private static float Removed(ReadOnlySpan<float> z, ReadOnlySpan<float> columns, ReadOnlySpan<float> weights)
    {
        ref float column = ref MemoryMarshal.GetReference(columns[..(z.Length * SampleSize)]);
        ref float weight = ref MemoryMarshal.GetReference(weights[..SampleSize]);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        foreach (float value in z)
        {
            Vector256<float> own = Vector256.Create(value);
            a = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column), a);
            b = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 8), b);
            c = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 16), c);
            d = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 24), d);
            e = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 32), e);
            f = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 40), f);
            g = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 48), g);
            h = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 56), h);
            column = ref Unsafe.Add(ref column, SampleSize);
        }
        Vector256<float> first = (Part(a, 0, ref weight) + Part(b, 8, ref weight)) + (Part(c, 16, ref weight) + Part(d, 24, ref weight));
        Vector256<float> second = (Part(e, 32, ref weight) + Part(f, 40, ref weight)) + (Part(g, 48, ref weight) + Part(h, 56, ref weight));
        return VectorMath.Sum(first + second);
    }

    private static Vector256<float> Part(Vector256<float> pull, nuint lane, ref float weight) => pull * pull * Vector256.LoadUnsafe(ref weight, lane);

    // A block that stands for all scores has the weight of the most probable class.
    private static float Weight(SignalContext context, int label, int row)
    {
        ReadOnlySpan<float> probabilities = context.ProbabilitiesOf(row);
        float p = label < 0 ? Probability.TopTwo(probabilities).First : probabilities[label];
        return p * (1 - p);
    }
}
