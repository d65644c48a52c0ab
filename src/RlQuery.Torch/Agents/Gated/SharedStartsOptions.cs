namespace RlQuery.Torch.Agents.Gated;

/// <summary>What an agent plays in a round.</summary>
/// <param name="Agent">Name of the agent, which is in the seeds of its rounds.</param>
/// <param name="Problems">Problems of a round.</param>
/// <param name="Episodes">Episodes of each.</param>
/// <param name="Bare">Number of first choices of an episode of whose shortlist the agent needs nothing but the choice.</param>
/// <param name="Choice">How the policy explores, by a number that the agent gives with each round.</param>
internal sealed record SharedStartsOptions(string Agent, int Problems, int Episodes, int Bare, Func<double, IActionChoice> Choice);
