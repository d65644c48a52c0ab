using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Signals.Context;

/// <summary>How far a label pushes its own row's scores, eight rows at a time.</summary>
/// <remarks>
/// Minimises ½ Σ (t - s)²/h + loss(t, label) over the new scores t: the loss of the old labels in its quadratic approximation, where h is the row's leverage
/// |z(x)|², and that of the new label as it is. One plain Newton step from s falls short where h is large, with few labels in many dimensions.
/// Newton's method starts from t = s with the label's score raised to the largest. The curvature does not change sign on the way, and three steps suffice.
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
    public static void Solve(int label, ReadOnlySpan<float> scores, ReadOnlySpan<float> leverage, float share, Span<float> moved, Span<float> pushes)
    {
        int classes = scores.Length / Lanes;
        ref float s = ref MemoryMarshal.GetReference(scores);
        ref float h = ref MemoryMarshal.GetReference(leverage);
        ref float t = ref MemoryMarshal.GetReference(moved);
        ref float push = ref MemoryMarshal.GetReference(pushes);
        scores.CopyTo(moved);
        Largest(ref t, classes).StoreUnsafe(ref t, (nuint)(label * Lanes));
        for (int iteration = 0; ; iteration++)
        {
            Vector256<float> largest = Largest(ref t, classes);
            Vector256<float> total = Vector256<float>.Zero;
            for (int k = 0; k < classes; k++)
            {
                Vector256<float> part = Vector256.Exp(Vector256.LoadUnsafe(ref t, (nuint)(k * Lanes)) - largest);
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
