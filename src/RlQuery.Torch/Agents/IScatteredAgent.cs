namespace RlQuery.Torch.Agents;

/// <summary>An agent whose episodes of a round can each be played by another process that has loaded its state.</summary>
internal interface IScatteredAgent
{
    /// <summary>Plays an episode, or what takes the place of one.</summary>
    /// <param name="round">Number of the round.</param>
    /// <param name="episode">Its number in the round.</param>
    /// <returns>What came of it, for the agent that learns.</returns>
    byte[] Play(int round, int episode);
}
