using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The effect of a label, yes or no, on the posterior of a row's score: the mean of a score of covariance s moves by s·push, its variance falls by s²·shrink.
/// </summary>
/// <remarks>
/// Source: Minka, "A Family of Algorithms for Approximate Bayesian Inference" (2001), section 3.2: assumed-density filtering with a probit likelihood.
/// With h = Φ⁻¹(p), root = √(λ² + v): push = N(h) / (p root) if yes and -N(h) / ((1 - p) root) if no; shrink = push (h / root + push).
/// </remarks>
/// <param name="Probability">p of a yes.</param>
/// <param name="YesPush">Push of a yes.</param>
/// <param name="YesShrink">Shrink of a yes.</param>
/// <param name="NoPush">Push of a no.</param>
/// <param name="NoShrink">Shrink of a no.</param>
internal readonly record struct LabelBelief(float Probability, float YesPush, float YesShrink, float NoPush, float NoShrink)
{
    /// <summary>Finds the beliefs of rows.</summary>
    /// <param name="probabilities">p of each, in (0, 1).</param>
    /// <param name="variances">v of each.</param>
    /// <param name="beliefs">Receives as many.</param>
    public static void Fill(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> variances, Span<LabelBelief> beliefs)
    {
        Span<float> own = stackalloc float[6 * 8];
        ref float place = ref MemoryMarshal.GetReference(own);
        for (int first = 0; first < beliefs.Length; first += 8)
        {
            int count = Math.Min(8, beliefs.Length - first);
            // Lanes without a row hold something harmless.
            own.Fill(0.5f);
            probabilities.Slice(first, count).CopyTo(own);
            variances.Slice(first, count).CopyTo(own[8..]);
            Vector256<float> p = Vector256.LoadUnsafe(ref place);
            Vector256<float> h = NormalDistribution.Quantile(p);
            Vector256<float> root = Vector256.Sqrt(Vector256.LoadUnsafe(ref place, 8) + Vector256.Create(ModeratedScores.ProbitVariance));
            Vector256<float> density = NormalDistribution.Density(h) / root;
            Vector256<float> yes = density / p;
            Vector256<float> no = -density / (Vector256<float>.One - p);
            yes.StoreUnsafe(ref place, 16);
            (yes * ((h / root) + yes)).StoreUnsafe(ref place, 24);
            no.StoreUnsafe(ref place, 32);
            (no * ((h / root) + no)).StoreUnsafe(ref place, 40);
            for (int i = 0; i < count; i++)
            {
                beliefs[first + i] = new LabelBelief(own[i], own[16 + i], own[24 + i], own[32 + i], own[40 + i]);
            }
        }
    }
}
