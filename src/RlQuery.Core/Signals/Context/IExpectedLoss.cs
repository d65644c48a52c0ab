using System.Runtime.Intrinsics;

namespace RlQuery.Core.Signals.Context;

/// <summary>A loss that a row is expected to have under its own predicted probabilities.</summary>
internal interface IExpectedLoss
{
    /// <summary>The expected loss of eight rows.</summary>
    /// <param name="scores">Logarithms of their probabilities, up to a constant per row [classes x 8].</param>
    /// <param name="classes">At least 2.</param>
    static abstract Vector256<float> Of(ref float scores, int classes);
}
