using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Streams;

/// <summary>An algorithm that learns a policy for streams, in rounds.</summary>
public interface IStreamAgent : IDisposable
{
    /// <summary>Name as in <c>--agent</c>.</summary>
    string Name { get; }

    /// <summary>Plays and learns.</summary>
    /// <param name="round">Number of the round, from 0.</param>
    /// <param name="rounds">Number of rounds of the run.</param>
    /// <param name="cancel">Abandons the round, and with it the agent.</param>
    /// <returns>What happened; the return is the mean reward of an item.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    RoundReport Round(int round, int rounds, CancellationToken cancel);

    /// <summary>Writes the current policy.</summary>
    /// <param name="folder">An existing folder.</param>
    void Save(string folder);
}
