using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents;

/// <summary>A scoring network with its optimiser.</summary>
internal sealed class TrainedNetwork : IDisposable
{
    private readonly TorchScoringNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly torch.Device _device;

    /// <param name="setup">The environment.</param>
    /// <param name="options">Sizes and step size.</param>
    /// <param name="gradientNorm">Longest gradient.</param>
    /// <param name="member">The number of the network in its ensemble: each has its own initial weights.</param>
    /// <param name="weightDecay">See <see cref="AdamOptions.WeightDecay"/>.</param>
    /// <param name="averaging">Decay of the average of the weights; 0 to use only the last weights.</param>
    public TrainedNetwork(
        TrainingSetup setup, AgentOptions options, double gradientNorm, int member = 0, double weightDecay = 0, double averaging = 0)
    {
        _device = setup.Device;
        Shape = ShapeOf(setup, options);
        _network = new TorchScoringNetwork(Shape, KaimingUniform.Draw(Shape, new Pcg64(SeedOf(setup.Seed, member), "network")), setup.Device);
        _optimizer = new AdamOptimizer(
            _network.Parameters, new AdamOptions { LearningRate = options.LearningRate, MaxGradientNorm = gradientNorm, WeightDecay = weightDecay });
        _average = averaging > 0 ? new WeightAverage(Shape, averaging) : null;
    }

    public NetworkShape Shape { get; }

    public TorchScoringNetwork Network => _network;

    public AdamOptimizer Optimizer => _optimizer;

    /// <summary>Sizes of a network.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Its hidden layers.</param>
    public static NetworkShape ShapeOf(TrainingSetup setup, AgentOptions options) =>
        new(setup.SignalList.Signals.Count, ObservationEncoder.ContextWidthOf(setup.SignalList), options.Hidden);

    /// <summary>The seed of a network of an ensemble; the first has the parent's seed, as a single network does.</summary>
    /// <param name="seed">Seed of the parent.</param>
    /// <param name="member">Number of the network.</param>
    public static ulong SeedOf(ulong seed, int member) =>
        member == 0 ? seed : SeedSequence.Child(SeedSequence.Child(seed, "ensemble member"), (ulong)member);

    /// <summary>Scores of ragged observations.</summary>
    /// <param name="rows">Encoded candidates of all observations [n x F].</param>
    /// <param name="contexts">Context of each observation [B x C].</param>
    /// <param name="owners">Observation of each candidate [n].</param>
    public torch.Tensor Forward(float[] rows, float[] contexts, torch.Tensor owners) => _network.Forward(
        Tensor(rows, rows.Length / Shape.Signals, Shape.Signals), Tensor(contexts, contexts.Length / Shape.Context, Shape.Context), owners);

    /// <summary>One step down the gradient.</summary>
    /// <returns>The loss.</returns>
    public double Descend(torch.Tensor loss)
    {
        _optimizer.ZeroGrad();
        loss.backward();
        _optimizer.Step();
        _average?.Add(_network);
        return TensorData.ToArray(loss)[0];
    }

    public torch.Tensor Tensor(float[] values, params long[] shape) => TensorData.FromSpan(values, _device, shape);

    public torch.Tensor Indices(long[] values) => TensorData.FromSpan(values, _device, values.Length);

    /// <summary>Adds the weights in use: the average, or else the last ones.</summary>
    public void Write(TensorFile weights, string prefix)
    {
        if (_average is null)
        {
            _network.Save(weights, prefix);
        }
        else
        {
            _average.Write(weights, prefix, _network);
        }
    }

    public void Save(TensorFile checkpoint, string prefix)
    {
        _network.Save(checkpoint, $"{prefix}network.");
        _average?.Save(checkpoint, prefix);
        _optimizer.Save().Save(checkpoint, prefix);
    }

    public void Load(TensorFile checkpoint, string prefix)
    {
        _network.Load(checkpoint, $"{prefix}network.");
        _average?.Load(checkpoint, prefix);
        _optimizer.Load(AdamState.Read(checkpoint, prefix));
    }

    public void Dispose() => _network.Dispose();
}
