namespace RlQuery.Studies.Distillation;

/// <summary>What a policy saw and gave at one choice, or at a sample of its candidates.</summary>
/// <param name="State">Normalised state values within their bounds [G].</param>
/// <param name="Signals">Signals standardised over the whole shortlist, row-major [N x F].</param>
/// <param name="Scores">Scores less their mean over the whole shortlist [N].</param>
/// <param name="Odds">
/// How likely a softmax of the standardised scores takes each candidate [N], where the average candidate of the shortlist has 1.
/// </param>
/// <param name="Deviation">Standard deviation of the scores over the whole shortlist, more than 0.</param>
internal sealed record TeacherState(float[] State, float[] Signals, double[] Scores, double[] Odds, double Deviation);
