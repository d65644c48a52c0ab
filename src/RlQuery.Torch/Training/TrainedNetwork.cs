using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Networks;
using TorchSharp;

namespace RlQuery.Torch.Training;

/// <summary>A scoring network with the optimiser that trains it: what every agent has.</summary>
internal sealed class TrainedNetwork : IDisposable
{
    private readonly TorchScoringNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly torch.Device _device;

    public TrainedNetwork(TrainingSetup setup, AgentOptions options, double gradientNorm)
    {
        _device = setup.Device;
        Shape = new NetworkShape(setup.Schema.Signals.Count, ObservationEncoder.ContextWidthOf(setup.Schema), options.Hidden);
        _network = new TorchScoringNetwork(Shape, KaimingUniform.Draw(Shape, new Pcg64(setup.Seed, "network")), setup.Device);
        _optimizer = new AdamOptimizer(_network.Parameters, new AdamOptions { LearningRate = options.LearningRate, MaxGradientNorm = gradientNorm });
    }

    public NetworkShape Shape { get; }

    public TorchScoringNetwork Network => _network;

    public AdamOptimizer Optimizer => _optimizer;

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
        return TensorData.ToArray(loss)[0];
    }

    public torch.Tensor Tensor(float[] values, params long[] shape) => TensorData.FromSpan(values, _device, shape);

    public torch.Tensor Indices(long[] values) => TensorData.FromSpan(values, _device, values.Length);

    public TensorFile Weights()
    {
        var file = new TensorFile();
        _network.Save(file);
        return file;
    }

    public void Save(TensorFile checkpoint)
    {
        _network.Save(checkpoint, "network.");
        AdamState state = _optimizer.Save();
        checkpoint.Add("adam.steps", new[] { state.Steps });
        foreach ((string name, float[] values) in state.Moments)
        {
            checkpoint.Add($"adam.{name}", values);
        }
    }

    public void Load(TensorFile checkpoint)
    {
        const string Prefix = "adam.";
        _network.Load(checkpoint, "network.");
        _optimizer.Load(new AdamState(
            checkpoint.Int64("adam.steps", 1)[0],
            checkpoint.Names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != "adam.steps")
                .ToDictionary(name => name[Prefix.Length..], name => checkpoint.Float32(name))));
    }

    public void Dispose() => _network.Dispose();
}
