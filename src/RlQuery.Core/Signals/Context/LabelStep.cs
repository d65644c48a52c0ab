using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>How far a label pushes its own row's scores, eight rows at a time.</summary>
/// <remarks>
/// Minimises ½ Σ (t - s)²/h + loss(t, label) over the new scores t: the loss of the old labels in its quadratic approximation, where h is the row's leverage
/// |z(x)|², and that of the new label as it is. One plain Newton step from s falls short where h is large, with few labels in many dimensions.
/// Newton's method starts from t = s with the label raised to half of the probability. From there the curvature along the label's score does not change sign,
/// so that no step goes too far, and three steps suffice. From less than half, with many classes and a large leverage, the first step would overshoot, and the
/// next would undo it.
/// </remarks>
internal static class LabelStep
{
    /// <summary>Rows that are solved for side by side.</summary>
    public const int Lanes = 8;

    private const int Iterations = 3;

    /// <summary>Solves for one label.</summary>
    /// <param name="label">The class that all rows are labelled with.</param>
    /// <param name="scores">Scores s, up to a constant per row [classes x lanes].</param>
    /// <param name="leverage">h of each score; 0 for a score that cannot move [classes x lanes].</param>
    /// <param name="share">Share of the step that each score makes: 1/2 where one block stands for two classes.</param>
    /// <param name="moved">Scratch, then the new scores t [classes x lanes].</param>
    /// <param name="pushes">Receives the push 1[k = label] - p of each score at t, times the share: what is to be multiplied by z(u)·z(x) [classes x
    /// lanes].</param>
    /// <typeparam name="TExponential">Computes exponentials.</typeparam>
    public static void Solve<TExponential>(
        int label, ReadOnlySpan<float> scores, ReadOnlySpan<float> leverage, float share, Span<float> moved, Span<float> pushes)
        where TExponential : struct, IExponential
    {
        int classes = scores.Length / Lanes;
        ref float s = ref MemoryMarshal.GetReference(scores);
        ref float h = ref MemoryMarshal.GetReference(leverage);
        ref float t = ref MemoryMarshal.GetReference(moved);
        ref float push = ref MemoryMarshal.GetReference(pushes);
        scores.CopyTo(moved);
        AtLeastEven<TExponential>(ref s, classes, label).StoreUnsafe(ref t, (nuint)(label * Lanes));
        for (int iteration = 0; ; iteration++)
        {
            Vector256<float> largest = Largest(ref t, classes);
            Vector256<float> total = Vector256<float>.Zero;
            for (int k = 0; k < classes; k++)
            {
                Vector256<float> part = TExponential.Of(Vector256.LoadUnsafe(ref t, (nuint)(k * Lanes)) - largest);
                part.StoreUnsafe(ref push, (nuint)(k * Lanes));
                total += part;
            }
            for (int k = 0; k < classes; k++)
            {
                nuint place = (nuint)(k * Lanes);
                Vector256<float> p = Vector256.LoadUnsafe(ref push, place) / total;
                Vector256<float> force = (k == label ? Vector256<float>.One : Vector256<float>.Zero) - p;
                if (iteration == Iterations)
                {
                    (force * share).StoreUnsafe(ref push, place);
                    continue;
                }
                Vector256<float> own = Vector256.LoadUnsafe(ref h, place);
                Vector256<float> now = Vector256.LoadUnsafe(ref t, place);
                Vector256<float> gap = now - Vector256.LoadUnsafe(ref s, place) - (own * force * share);
                (now - (gap / (Vector256<float>.One + (own * p * (Vector256<float>.One - p))))).StoreUnsafe(ref t, place);
            }
            if (iteration == Iterations)
            {
                return;
            }
        }
    }

    /// <summary>Share of the step that each score makes.</summary>
    /// <param name="context">The state of the episode.</param>
    public static float ShareOf(SignalContext context)
    {
        int present = 0;
        foreach (int count in context.Pool.ClassCounts)
        {
            present += count > 0 ? 1 : 0;
        }
        // With one score for two classes, half the step on either side is the whole step of their difference.
        return context.Curvature.Blocks == 1 && present <= 2 ? 0.5f : 1;
    }

    /// <summary>Finds the block of the curvature that moves each class's score.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="blockOf">Receives a block for each class; -1 for a score that cannot move.</param>
    public static void FillBlocks(SignalContext context, Span<int> blockOf)
    {
        ICurvature curvature = context.Curvature;
        blockOf.Fill(curvature.Blocks == 1 ? 0 : -1);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            if (curvature.BlockClass(block) >= 0)
            {
                blockOf[curvature.BlockClass(block)] = block;
            }
        }
    }

    /// <summary>Takes in scores and leverages of some candidates.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="first">Place of the first of them among the candidates.</param>
    /// <param name="candidates">Their rows, at most <see cref="Lanes"/>.</param>
    /// <param name="blockOf">Block of each class.</param>
    /// <param name="scores">Receives s [classes x lanes].</param>
    /// <param name="leverage">Receives h [classes x lanes].</param>
    public static void FillRows(
        SignalContext context, int first, ReadOnlySpan<int> candidates, ReadOnlySpan<int> blockOf, Span<float> scores, Span<float> leverage)
    {
        ReadOnlySpan<float> leverages = context.Whitened.Leverages();
        int all = context.Candidates.Length;
        scores.Clear();
        leverage.Clear();
        for (int lane = 0; lane < candidates.Length; lane++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(candidates[lane]);
            for (int k = 0; k < p.Length; k++)
            {
                int place = (k * Lanes) + lane;
                scores[place] = Score(p[k]);
                leverage[place] = blockOf[k] >= 0 ? leverages[(blockOf[k] * all) + first + lane] : 0;
            }
        }
    }

    /// <summary>The score of a probability, up to a constant per row; an absent class keeps one so low that no step brings it back.</summary>
    /// <param name="p">In [0, 1].</param>
    public static float Score(float p) => MathF.Log(MathF.Max(p, 1e-30f));

    // The score with which the label is as probable as all other classes together, or its own if that is higher.
    private static Vector256<float> AtLeastEven<TExponential>(ref float scores, int classes, int label)
        where TExponential : struct, IExponential
    {
        Vector256<float> largest = Largest(ref scores, classes);
        Vector256<float> others = Vector256<float>.Zero;
        for (int k = 0; k < classes; k++)
        {
            if (k != label)
            {
                others += TExponential.Of(Vector256.LoadUnsafe(ref scores, (nuint)(k * Lanes)) - largest);
            }
        }
        return Vector256.Max(Vector256.LoadUnsafe(ref scores, (nuint)(label * Lanes)), largest + Vector256.Log(others));
    }

    private static Vector256<float> Largest(ref float values, int classes)
    {
        Vector256<float> largest = Vector256.LoadUnsafe(ref values);
        for (int k = 1; k < classes; k++)
        {
            largest = Vector256.Max(largest, Vector256.LoadUnsafe(ref values, (nuint)(k * Lanes)));
        }
        return largest;
    }
}
