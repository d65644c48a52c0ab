using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>
/// (E - E') / E with E the expected error 1 - max p over a fixed sample of unlabelled rows and E' what it is expected to be after the candidate is labelled.
/// </summary>
/// <remarks>
/// Source: Roy and McCallum, "Toward Optimal Active Learning through Sampling Estimation of Error Reduction" (2001), with 0/1 loss. Instead of refitting, the learner
/// makes one Newton step in closed form: labelling x with k moves the score of u by z(u)·z(x) (1[k] - p) / (1 + p(1 - p) |z(x)|²), where z are whitened rows
/// (<see cref="ICurvature"/>). A learner without curvature is moved by the ridge Gram matrix of the labelled rows.
/// </remarks>
public sealed class ExpectedErrorReductionSignal : ISignal
{
    private const int SampleSize = 32;

    /// <inheritdoc/>
    public string Name => "expected-error-reduction";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the expected error on 32 unlabelled rows that the label is expected to remove (one Newton step); at most 1";

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Span<int> sample = stackalloc int[SampleSize];
        sample = sample[..context.Sample(sample)];
        if (values.IsEmpty || sample.IsEmpty)
        {
            values.Clear();
            return;
        }
        int classes = context.Problem.Classes;
        ICurvature curvature = context.Curvature;
        int width = curvature.WhitenedWidth;
        int influences = curvature.Blocks * values.Length * sample.Length;
        Span<float> floats = context.Floats(
            influences + ((values.Length + sample.Length) * width) + (curvature.Blocks * values.Length) + (3 * sample.Length * classes));
        Span<float> influence = Cut(ref floats, influences);
        Span<float> leverage = Cut(ref floats, curvature.Blocks * values.Length);
        Span<float> logits = Cut(ref floats, sample.Length * classes);
        Span<float> moved = Cut(ref floats, sample.Length * classes);
        float error = 0;
        for (int u = 0; u < sample.Length; u++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(sample[u]);
            error += 1 - Probability.TopTwo(p).First;
            for (int k = 0; k < classes; k++)
            {
                // log p is the score up to a constant; an absent class keeps a score that no step brings back.
                logits[(u * classes) + k] = MathF.Log(MathF.Max(p[k], 1e-30f));
            }
        }
        Influences(context, curvature, sample, influence, leverage, floats);
        Span<float> steps = stackalloc float[classes];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(context.Candidates[i]);
            float expected = 0;
            for (int label = 0; label < classes; label++)
            {
                if (p[label] < 1e-4f)
                {
                    continue;
                }
                Move(curvature, p, label, i, values.Length, leverage, influence, logits, moved, steps);
                float after = 0;
                for (int u = 0; u < sample.Length; u++)
                {
                    after += 1 - Probability.TopTwo(moved.Slice(u * classes, classes)).First;
                }
                expected += p[label] * after;
            }
            values[i] = error > 0 ? (error - expected) / error : 0;
        }
    }

    private static Span<float> Cut(ref Span<float> rest, int length)
    {
        Span<float> part = rest[..length];
        rest = rest[length..];
        return part;
    }

    // z(x)·z(u) of every candidate and sampled row, and |z(x)|², block by block.
    private static void Influences(
        SignalContext context, ICurvature curvature, ReadOnlySpan<int> sample, Span<float> influence, Span<float> leverage, Span<float> scratch)
    {
        int width = curvature.WhitenedWidth;
        int count = context.Candidates.Length;
        Span<float> own = scratch[..(count * width)];
        Span<float> others = scratch.Slice(count * width, sample.Length * width);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            curvature.Whiten(block, context.Problem.Pool, context.Candidates, own);
            curvature.Whiten(block, context.Problem.Pool, sample, others);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> z = own.Slice(i * width, width);
                leverage[(block * count) + i] = VectorMath.Dot(z, z);
                for (int u = 0; u < sample.Length; u++)
                {
                    influence[(((block * count) + i) * sample.Length) + u] = VectorMath.Dot(z, others.Slice(u * width, width));
                }
            }
        }
    }

    // Probabilities of the sampled rows after candidate i was labelled.
    private static void Move(
        ICurvature curvature, ReadOnlySpan<float> p, int label, int i, int count, ReadOnlySpan<float> leverage,
        ReadOnlySpan<float> influence, ReadOnlySpan<float> logits, Span<float> moved, Span<float> steps)
    {
        int classes = p.Length;
        int sampled = logits.Length / classes;
        // With one score for two classes, half the step on either side is the whole step of their difference.
        float share = curvature.Blocks == 1 && classes == 2 ? 0.5f : 1;
        logits.CopyTo(moved);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            int own = curvature.BlockClass(block);
            float h = leverage[(block * count) + i];
            for (int k = 0; k < classes; k++)
            {
                steps[k] = own < 0 || own == k ? share * ((k == label ? 1 : 0) - p[k]) / (1 + (p[k] * (1 - p[k]) * h)) : 0;
            }
            ReadOnlySpan<float> pulls = influence.Slice(((block * count) + i) * sampled, sampled);
            for (int u = 0; u < sampled; u++)
            {
                VectorMath.AddScaled(pulls[u], steps[..classes], moved.Slice(u * classes, classes));
            }
        }
        Probability.Softmax(moved, classes);
    }
}
