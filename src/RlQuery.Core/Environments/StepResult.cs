using RlQuery.Core.Signals;

namespace RlQuery.Core.Environments;

/// <summary>What a step gives, in Gymnasium's words.</summary>
/// <param name="Observation">What the agent sees next; empty once the episode is over and the pool used up.</param>
/// <param name="Reward">Reward of the step; 0 within a batch.</param>
/// <param name="Terminated">The budget or the pool is used up, or the target is reached.</param>
/// <param name="Truncated">The episode was cut from outside, by the environment's step limit.</param>
/// <param name="Info">For people and logs.</param>
public readonly record struct StepResult(Observation Observation, double Reward, bool Terminated, bool Truncated, StepInfo Info)
{
    /// <summary>Whether the episode is over.</summary>
    public bool Done => Terminated || Truncated;
}

/// <summary>Facts beside the reward.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Labels">Number of labelled rows.</param>
/// <param name="Score">Score on the test rows, after the last fit, in [0, 1].</param>
public readonly record struct StepInfo(string Data, int Labels, double Score);
