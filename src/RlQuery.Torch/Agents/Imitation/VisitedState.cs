using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>A state in which candidates are tried.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Labelled">Pool rows labelled so far, those of the start first.</param>
/// <param name="Seed">Seed of the episode.</param>
internal sealed record VisitedState(Problem Problem, int[] Labelled, ulong Seed);
