namespace RlQuery.Torch.Agents;

/// <summary>What happened in a round.</summary>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Episodes">Episodes played.</param>
/// <param name="ReturnMean">
/// Mean sum of an episode's rewards, in points of the score (0.01 is one percent). In evolution strategies, the score minus margin's.
/// </param>
/// <param name="Loss">Mean loss of the updates; NaN where there was none yet. In evolution strategies, the root mean square of the gradient's elements.</param>
/// <param name="Exploration">Epsilon, entropy or sigma, as the agent explores.</param>
public readonly record struct RoundReport(int Steps, int Episodes, double ReturnMean, double Loss, double Exploration)
{
    /// <summary>Environment steps of the whole round, where it had more than were left: no episode was learned from, or in round 0 the first ones.</summary>
    /// <value>0 where the round was whole.</value>
    public int Uncut { get; init; }
}
