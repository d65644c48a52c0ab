namespace RlQuery.Core.Statistics.OffPolicy;

/// <summary>A choice among actions that was logged with its probabilities: one step of a contextual bandit.</summary>
/// <param name="Propensities">Probability with which each action could be taken [actions], in (0, 1]; their sum is 1.</param>
/// <param name="Chosen">The action that was taken.</param>
/// <param name="Reward">What it brought.</param>
/// <param name="Features">What is known of each action beforehand [actions][features]; as many features in every decision.</param>
public sealed record LoggedDecision(double[] Propensities, int Chosen, double Reward, double[][] Features);
