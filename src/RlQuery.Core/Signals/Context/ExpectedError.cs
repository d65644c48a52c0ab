using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The 0/1 loss: 1 - max p.</summary>
/// <typeparam name="TExponential">Computes exponentials.</typeparam>
internal readonly struct ExpectedError<TExponential> : IExpectedLoss
    where TExponential : struct, IExponential
{
    // With M the largest score and R = Σ exp(score - M) over the other classes, 1 - max p = R / (1 + R): exact however small the error.
    /// <inheritdoc/>
    public static Vector256<float> Of(ref float scores, int classes)
    {
        Vector256<float> largest = Vector256.LoadUnsafe(ref scores);
        Vector256<float> others = Vector256<float>.Zero;
        for (int k = 1; k < classes; k++)
        {
            Vector256<float> score = Vector256.LoadUnsafe(ref scores, (nuint)(k * Vector256<float>.Count));
            Vector256<float> ratio = TExponential.Of(-Vector256.Abs(score - largest));
            others = Vector256.ConditionalSelect(Vector256.GreaterThan(score, largest), (others + Vector256<float>.One) * ratio, others + ratio);
            largest = Vector256.Max(score, largest);
        }
        return others / (others + Vector256<float>.One);
    }
}
