using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Problems;

/// <summary>Draws from one of two sources.</summary>
/// <param name="first">One source.</param>
/// <param name="second">The other.</param>
/// <param name="secondShare">Share of the episodes that draw from the second, in [0, 1].</param>
internal sealed class MixedProblems(IProblemSource first, IProblemSource second, double secondShare) : IProblemSource
{
    /// <inheritdoc/>
    public Problem Draw(ulong seed) => (new Pcg64(seed, "problem source").NextDouble() < secondShare ? second : first).Draw(seed);
}
