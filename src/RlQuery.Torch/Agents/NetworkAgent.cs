using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents;

/// <summary>The common part of agents whose networks are perceptrons: one or several.</summary>
internal abstract class NetworkAgent : IAgent
{
    private readonly AgentOptions _options;

    protected NetworkAgent(TrainingSetup setup, AgentOptions options, IReadOnlyList<TrainedNetwork> networks)
    {
        Setup = setup;
        _options = options;
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

    private void Each(Action<TrainedNetwork, string> action)
    {
        for (int member = 0; member < Members; member++)
        {
            action(Networks[member], NetworkWeights.Prefix(member, Members));
        }
    }
}
