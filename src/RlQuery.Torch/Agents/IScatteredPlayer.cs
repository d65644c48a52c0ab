using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents;

/// <summary>Plays the episodes of an agent's rounds in another process than the one that learns. One per thread.</summary>
internal interface IScatteredPlayer
{
    /// <summary>Takes over what the episodes of a round depend on.</summary>
    /// <param name="state">What the agent that learns has sent.</param>
    /// <param name="round">Number of the round.</param>
    void Take(TensorFile state, int round);

    /// <summary>Plays an episode, or what takes the place of one.</summary>
    /// <param name="episode">Its number in the round.</param>
    /// <returns>What the agent that learns needs of it.</returns>
    byte[] Play(int episode);
}
