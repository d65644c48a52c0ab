using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents;

/// <summary>
/// The common part of agents whose networks are perceptrons: one or several, parallel environments, and a frozen copy of the policy that plays in them.
/// </summary>
internal abstract class NetworkAgent : IAgent
{
    private readonly AgentOptions _options;
    private readonly VectorEnvironment _environments;

    protected NetworkAgent(TrainingSetup setup, AgentOptions options, Func<IReward> reward, IReadOnlyList<TrainedNetwork> networks)
    {
        Setup = setup;
        _options = options;
        _environments = setup.Environments(Selector, reward);
        Networks = networks;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string ExplorationName { get; }

    /// <inheritdoc/>
    public Selector Selector => _options.SelectorIn(Setup.Parts);

    /// <inheritdoc/>
    public NetworkShape Shape => Learning.Shape;

    /// <inheritdoc/>
    public int Members => Networks.Count;

    protected TrainingSetup Setup { get; }

    /// <summary>The networks of the policy, each with its optimiser.</summary>
    protected IReadOnlyList<TrainedNetwork> Networks { get; }

    /// <summary>The first network; most agents have only this one.</summary>
    protected TrainedNetwork Learning => Networks[0];

    /// <summary>Signals per candidate, F.</summary>
    protected int Width => Learning.Shape.Signals;

    /// <summary>Context values per observation, C.</summary>
    protected int Context => Learning.Shape.Context;

    /// <inheritdoc/>
    public abstract RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel);

    /// <inheritdoc/>
    public TensorFile Weights()
    {
        var weights = new TensorFile();
        Each((network, prefix) => network.Write(weights, prefix));
        return weights;
    }

    /// <inheritdoc/>
    public virtual void Save(TensorFile checkpoint) => Each((network, prefix) => network.Save(checkpoint, prefix));

    /// <inheritdoc/>
    public virtual void Load(TensorFile checkpoint) => Each((network, prefix) => network.Load(checkpoint, prefix));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the networks.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Each((network, _) => network.Dispose());

    /// <summary>The seed of a round's episodes and updates.</summary>
    protected ulong SeedOf(int round) => Setup.SeedOf(Name, round);

    /// <summary>Plays episodes side by side.</summary>
    /// <param name="weights">The policy's weights.</param>
    /// <param name="episodes">Number of episodes.</param>
    /// <param name="seed">Seed of the round.</param>
    /// <param name="play">Plays one: is given an environment, the thread's own view of the policy, and the episode's seed.</param>
    /// <param name="cancel">Stops between episodes.</param>
    /// <returns>The results of the episodes, in order.</returns>
    protected T[] PlayAll<T>(
        TensorFile weights, int episodes, ulong seed, Func<QueryEnvironment, PolicyActor, ulong, T> play, CancellationToken cancel)
    {
        IScoringNetwork[] frozen = NetworkWeights.Networks(Learning.Shape, weights, Members);
        using var actors = new ThreadLocal<PolicyActor>(
            () => new PolicyActor(Setup.SignalList, Setup.Normalisation, Selector, [.. frozen.Select(member => member.Clone())]));
        return _environments.Play(episodes, (environment, i) => play(environment, actors.Value!, SeedSequence.Child(seed, (ulong)i)), cancel);
    }

    private void Each(Action<TrainedNetwork, string> action)
    {
        for (int member = 0; member < Members; member++)
        {
            action(Networks[member], NetworkWeights.Prefix(member, Members));
        }
    }
}
