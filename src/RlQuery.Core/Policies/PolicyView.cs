namespace RlQuery.Core.Policies;

/// <summary>One choice of a policy, as a gated network would see it, and the scores that its own networks give.</summary>
/// <param name="Signals">Signals of the shortlist, standardised over it, row-major [N x F].</param>
/// <param name="State">Normalised state values within their bounds [G].</param>
/// <param name="Scores">Score of each candidate of the shortlist [N], before shortlist and threshold decide.</param>
internal sealed record PolicyView(float[] Signals, float[] State, float[] Scores);
