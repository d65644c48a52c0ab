namespace RlQuery.Core.Numerics;

/// <summary>
/// The weights of the Bayesian bootstrap: every row gets an exponential weight, and none is ever lost, unlike in draws with replacement.
/// </summary>
/// <remarks>Source: D.B. Rubin, "The Bayesian Bootstrap" (1981).</remarks>
internal static class BayesianBootstrap
{
    /// <summary>The weight of a row in one member of a committee: a standard exponential draw that depends only on these three.</summary>
    /// <param name="seed">Seed of the committee.</param>
    /// <param name="member">Number of the member.</param>
    /// <param name="row">Row of the data set.</param>
    public static double Weight(ulong seed, int member, int row)
    {
        ulong word = SeedSequence.Child(seed, ((ulong)member << 32) | (uint)row);
        return -Math.Log(1 - ((word >> 11) * (1.0 / (1UL << 53))));
    }
}
