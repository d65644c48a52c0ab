using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Agents;

/// <summary>What the agents share: one scoring network, environments side by side, and a frozen copy of the policy that plays in them.</summary>
public abstract class NetworkAgent : IAgent
{
    private readonly AgentOptions _options;
    private readonly VectorEnvironment _environments;

    private protected NetworkAgent(TrainingSetup setup, AgentOptions options, Func<IReward> reward, double gradientNorm)
    {
        Setup = setup;
        _options = options;
        _environments = setup.Environments(Selector, reward);
        Learning = new TrainedNetwork(setup, options, gradientNorm);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string ExplorationName { get; }

    /// <inheritdoc/>
    public Selector Selector => _options.Selector;

    /// <inheritdoc/>
    public IReadOnlyList<int> Hidden => _options.Hidden;

    private protected TrainingSetup Setup { get; }

    /// <summary>The network and its optimiser.</summary>
    private protected TrainedNetwork Learning { get; }

    /// <summary>Signals per candidate, F.</summary>
    private protected int Width => Learning.Shape.Signals;

    /// <summary>Context values per observation, C.</summary>
    private protected int Context => Learning.Shape.Context;

    /// <inheritdoc/>
    public abstract RoundReport Round(int round, long stepsBefore, CancellationToken cancel);

    /// <inheritdoc/>
    public TensorFile Weights() => Learning.Weights();

    /// <inheritdoc/>
    public virtual void Adopt(TensorFile weights) => Learning.Network.Load(weights);

    /// <inheritdoc/>
    public virtual void Save(TensorFile checkpoint) => Learning.Save(checkpoint);

    /// <inheritdoc/>
    public virtual void Load(TensorFile checkpoint) => Learning.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the network.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Learning.Dispose();

    /// <summary>The seed of a round's episodes and updates.</summary>
    private protected ulong SeedOf(int round) => SeedSequence.Child(SeedSequence.Child(Setup.Seed, $"{Name} episodes"), (ulong)round);

    /// <summary>Plays episodes side by side with the policy as it is now.</summary>
    /// <param name="episodes">Number of episodes.</param>
    /// <param name="seed">Seed of the round.</param>
    /// <param name="play">Plays one: is given an environment, the thread's own view of the policy, and the episode's seed.</param>
    /// <param name="cancel">Stops between episodes.</param>
    /// <returns>What each episode gave, in their order.</returns>
    private protected T[] PlayAll<T>(int episodes, ulong seed, Func<QueryEnvironment, PolicyActor, ulong, T> play, CancellationToken cancel) =>
        PlayAll(Weights(), episodes, seed, play, cancel);

    /// <summary>Plays episodes side by side with a policy's weights; on another thread while this one learns, but not twice at once.</summary>
    /// <inheritdoc cref="PlayAll{T}(int, ulong, Func{QueryEnvironment, PolicyActor, ulong, T}, CancellationToken)"/>
    private protected T[] PlayAll<T>(
        TensorFile weights, int episodes, ulong seed, Func<QueryEnvironment, PolicyActor, ulong, T> play, CancellationToken cancel)
    {
        var frozen = new ScoringNetwork(Learning.Shape, weights);
        using var actors = new ThreadLocal<PolicyActor>(() => new PolicyActor(Setup.Schema, Setup.Normalisation, Selector, frozen.Clone()));
        return _environments.Play(episodes, (environment, i) => play(environment, actors.Value!, SeedSequence.Child(seed, (ulong)i)), cancel);
    }
}
