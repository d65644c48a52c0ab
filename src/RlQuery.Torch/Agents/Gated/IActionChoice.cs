using RlQuery.Core.Numerics;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Chooses from a shortlist in training.</summary>
internal interface IActionChoice
{
    /// <summary>Chooses one.</summary>
    /// <param name="scores">Scores of the shortlist, at least one.</param>
    /// <param name="draws">Random numbers.</param>
    /// <param name="exploration">How widely was explored.</param>
    /// <returns>Its place in the shortlist.</returns>
    int Choose(ReadOnlySpan<float> scores, Pcg64 draws, out double exploration);
}
