using System.Runtime.Intrinsics;

namespace RlQuery.Core.Numerics;

/// <summary>A way to compute the exponential function of eight values.</summary>
internal interface IExponential
{
    /// <summary>Whether results are to be the same bits as ever, so that no other shortcut is taken either.</summary>
    static abstract bool IsExact { get; }

    /// <summary>exp(x).</summary>
    /// <param name="x">Eight values.</param>
    static abstract Vector256<float> Of(Vector256<float> x);
}
