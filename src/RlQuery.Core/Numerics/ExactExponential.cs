using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Numerics;

/// <summary>The runtime's exponential function, which computes in double precision.</summary>
internal readonly struct ExactExponential : IExponential
{
    /// <inheritdoc/>
    public static bool IsExact => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x) => Vector256.Exp(x);
}
