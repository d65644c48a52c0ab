using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>The common part of agents that learn a gated network from reward, starting as a heuristic.</summary>
internal abstract class GatedAgent : IAgent
{
    private readonly GatedAgentOptions _options;

    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    protected GatedAgent(TrainingSetup setup, GatedAgentOptions options)
    {
        _options = options;
        Setup = setup;
        Shape = ShapeOf(setup, options);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string ExplorationName { get; }

    /// <inheritdoc/>
    public Selector Selector => _options.SelectorIn(Setup.Parts);

    /// <inheritdoc/>
    public NetworkShape Shape { get; }

    /// <inheritdoc/>
    public int Members => 1;

    /// <summary>The environment.</summary>
    protected TrainingSetup Setup { get; }

    /// <inheritdoc/>
    public abstract RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel);

    /// <inheritdoc/>
    public TensorFile Weights()
    {
        var file = new TensorFile();
        Shape.Write(file, "", Current());
        return file;
    }

    /// <inheritdoc/>
    public abstract void Save(TensorFile checkpoint);

    /// <inheritdoc/>
    public abstract void Load(TensorFile checkpoint);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The policy's weights, in the order of <see cref="NetworkShape.Tensors"/>.</summary>
    protected abstract float[] Current();

    /// <summary>The weights at the start.</summary>
    protected double[] Start() =>
        TorchGatedNetwork.Start(Shape, _options.Start(Setup.SignalList), new Pcg64(Setup.Seed, $"{Name} network"));

    /// <summary>The seed of a round's episodes and updates.</summary>
    protected ulong SeedOf(int round) => Setup.SeedOf(Name, round);

    /// <summary>Sizes of the network.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Its hidden layers.</param>
    protected static NetworkShape ShapeOf(TrainingSetup setup, GatedAgentOptions options) =>
        new(setup.SignalList.Signals.Count, ObservationEncoder.ContextWidthOf(setup.SignalList), options.Hidden) { Gated = options.Hidden.Count > 0 };
}
