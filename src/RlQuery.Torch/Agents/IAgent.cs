using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents;

/// <summary>An algorithm that learns a query policy, in rounds: it plays some episodes with a frozen policy, then updates its networks.</summary>
/// <remarks>
/// A round depends on the seed, its number and the agent's state alone. So a run that continues from a checkpoint between two rounds ends in the
/// same bytes as one that was never stopped, on any number of threads.
/// </remarks>
public interface IAgent : IDisposable
{
    /// <summary>Name as in <c>--agent</c>.</summary>
    string Name { get; }

    /// <summary>What <see cref="RoundReport.Exploration"/> is: <c>epsilon</c>, <c>entropy</c> or <c>sigma</c>.</summary>
    string ExplorationName { get; }

    /// <summary>What decides between the network's scores.</summary>
    Selector Selector { get; }

    /// <summary>Sizes of the network.</summary>
    NetworkShape Shape { get; }

    /// <summary>Number of networks whose standardised scores the policy averages.</summary>
    int Members { get; }

    /// <summary>Plays and learns.</summary>
    /// <param name="round">Number of the round, from 0.</param>
    /// <param name="stepsBefore">Environment steps made before it.</param>
    /// <param name="most">
    /// Environment steps that are left. A round that would make more is not learned from, and changes nothing. Round 0 is cut to the episodes that fit, at
    /// least one.
    /// </param>
    /// <param name="cancel">Abandons the round: the agent must then be thrown away or restored.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel);

    /// <summary>The current policy's weights, by the names of <see cref="NetworkShape"/> under the prefix of <see cref="PolicySelector.Prefix"/>.</summary>
    TensorFile Weights();

    /// <summary>Saves all state that a later round depends on.</summary>
    /// <param name="checkpoint">Receives it.</param>
    void Save(TensorFile checkpoint);

    /// <summary>Continues from what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">Holds it.</param>
    void Load(TensorFile checkpoint);
}
