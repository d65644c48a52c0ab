namespace RlQuery.Torch.Agents;

/// <summary>Other processes, which play the episodes of a training: those of rounds, and those of validation.</summary>
public interface IRoundPlayers
{
    /// <summary>Has episodes played.</summary>
    /// <param name="state">What they depend on beside the environment, the agent's settings and the seed; as bytes.</param>
    /// <param name="episodes">Number of episodes.</param>
    /// <param name="cancel">Abandons them.</param>
    /// <returns>What came of each, in the order of their numbers.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">Nobody can play them.</exception>
    IReadOnlyList<byte[]> Play(byte[] state, int episodes, CancellationToken cancel);
}
