using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents;

/// <summary>Other processes, which play the episodes of an agent's rounds.</summary>
public interface IRoundPlayers
{
    /// <summary>Has the episodes of a round played.</summary>
    /// <param name="normalisation">Shift and scale of the network's inputs.</param>
    /// <param name="state">The agent's state, as <see cref="IAgent.Save"/> adds it.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="episodes">Number of episodes.</param>
    /// <param name="cancel">Abandons the round.</param>
    /// <returns>What came of each, as the agent writes it, in the order of their numbers.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">Nobody can play them.</exception>
    IReadOnlyList<byte[]> Play(Normalisation normalisation, TensorFile state, int round, int episodes, CancellationToken cancel);
}
