using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The log-loss: the entropy of p, in nats.</summary>
/// <typeparam name="TExponential">Computes exponentials.</typeparam>
internal readonly struct ExpectedLogLoss<TExponential> : IExpectedLoss
    where TExponential : struct, IExponential
{
    // With M the largest score and e = exp(score - M), the entropy is log Σ e + Σ (M - score) e / Σ e: no term is negative.
    /// <inheritdoc/>
    public static Vector256<float> Of(ref float scores, int classes)
    {
        Vector256<float> largest = Vector256.LoadUnsafe(ref scores);
        for (int k = 1; k < classes; k++)
        {
            largest = Vector256.Max(largest, Vector256.LoadUnsafe(ref scores, (nuint)(k * Vector256<float>.Count)));
        }
        Vector256<float> total = Vector256<float>.Zero;
        Vector256<float> weighted = Vector256<float>.Zero;
        for (int k = 0; k < classes; k++)
        {
            Vector256<float> behind = largest - Vector256.LoadUnsafe(ref scores, (nuint)(k * Vector256<float>.Count));
            Vector256<float> part = TExponential.Of(-behind);
            total += part;
            weighted = Vector256.FusedMultiplyAdd(behind, part, weighted);
        }
        return Vector256.Log(total) + (weighted / total);
    }
}
