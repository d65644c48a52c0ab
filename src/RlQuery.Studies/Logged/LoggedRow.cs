using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Logged;

/// <summary>What a policy adds per query in the states of the sessions, by one metric; all intervals are of 95 %.</summary>
/// <param name="Policy">The strategy or policy; <see cref="Session"/> for what was asked.</param>
/// <param name="Metric">The metric whose gain it is.</param>
/// <param name="Queries">Questions that were drawn by lot.</param>
/// <param name="Effective">Effective sample size.</param>
/// <param name="Inside">Share of the states in which its choice among all rows was one of those that could have been asked for.</param>
/// <param name="Robust">Doubly robust.</param>
/// <param name="Direct">Direct method.</param>
/// <param name="Inverse">Self-normalised inverse propensities.</param>
/// <param name="Difference">Its gain less that of what was asked, doubly robust; null in the row of the session.</param>
public sealed record LoggedRow(
    string Policy, string Metric, int Queries, double Effective, double Inside, MeanInterval Robust, MeanInterval Direct, MeanInterval Inverse,
    MeanInterval? Difference)
{
    /// <summary>The name of what was asked, chosen and by lot.</summary>
    public const string Session = "session";

    /// <summary>Below this effective sample size an estimate rests on the reward model.</summary>
    public const double FewestEffective = 20;
}
