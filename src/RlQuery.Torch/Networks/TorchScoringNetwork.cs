using RlQuery.Core.Policies;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Networks;

/// <summary>The network of <see cref="ScoringNetwork"/> for training: it scores the candidates of many observations in one call.</summary>
/// <remarks>
/// Candidates lie flat [sum N x F], each with the index of its observation, so that nothing is padded. The first layer is held in two
/// parts: that of the context is computed once per observation. Used by one thread at a time.
/// </remarks>
public sealed class TorchScoringNetwork : IDisposable
{
    private readonly torch.Device _device;
    private readonly Parameter _candidateWeight;
    private readonly Parameter _contextWeight;
    private readonly Parameter[] _weights;
    private readonly Parameter[] _biases;
    private readonly float[] _firstCandidate;
    private readonly float[] _firstContext;
    private readonly Scalar _one = 1.0.ToScalar();

    /// <summary>Makes a network with given weights.</summary>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="file">Holds the layers by the names of <see cref="NetworkShape"/>, as <see cref="KaimingUniform"/> draws them.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="Core.InvalidInputException">A layer is missing or has another shape.</exception>
    public TorchScoringNetwork(NetworkShape shape, TensorFile file, torch.Device device)
    {
        Shape = shape;
        _device = device;
        _firstCandidate = new float[shape.Outputs(0) * shape.Signals];
        _firstContext = new float[shape.Outputs(0) * shape.Context];
        _candidateWeight = Zeros(shape.Outputs(0), shape.Signals);
        _contextWeight = Zeros(shape.Outputs(0), shape.Context);
        _weights = [.. Enumerable.Range(1, shape.Layers - 1).Select(layer => Zeros(shape.Outputs(layer), shape.Inputs(layer)))];
        _biases = [.. Enumerable.Range(0, shape.Layers).Select(layer => Zeros(shape.Outputs(layer)))];
        Parameters =
        [
            ("layers.0.weight.candidate", _candidateWeight),
            ("layers.0.weight.context", _contextWeight),
            .. _weights.Select((weight, i) => (NetworkShape.WeightName(i + 1), weight)),
            .. _biases.Select((bias, i) => (NetworkShape.BiasName(i), bias)),
        ];
        Load(file);
    }

    /// <summary>Sizes of the network.</summary>
    public NetworkShape Shape { get; }

    /// <summary>What an optimiser moves, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    /// <summary>Scores candidates; the caller's dispose scope owns the result.</summary>
    /// <param name="candidates">Normalised signals of all observations' candidates [sum N x F].</param>
    /// <param name="contexts">Normalised context of each observation [B x C].</param>
    /// <param name="owners">Observation of each candidate, 0..B-1, 64-bit [sum N].</param>
    /// <returns>A score for each candidate [sum N].</returns>
    public torch.Tensor Forward(torch.Tensor candidates, torch.Tensor contexts, torch.Tensor owners)
    {
        torch.Tensor context = torch.nn.functional.linear(contexts, _contextWeight, _biases[0]);
        torch.Tensor hidden = torch.nn.functional.linear(candidates, _candidateWeight).add(context.index_select(0, owners), _one);
        for (int i = 0; i < _weights.Length; i++)
        {
            hidden = torch.nn.functional.linear(torch.nn.functional.relu(hidden), _weights[i], _biases[i + 1]);
        }
        GC.KeepAlive(this);
        return hidden.squeeze(1);
    }

    /// <summary>Takes over weights.</summary>
    /// <param name="file">Holds the layers by the names of <see cref="NetworkShape"/>.</param>
    /// <param name="prefix">What stands before those names.</param>
    /// <exception cref="Core.InvalidInputException">A layer is missing or has another shape.</exception>
    public void Load(TensorFile file, string prefix = "")
    {
        int signals = Shape.Signals;
        int inputs = Shape.Inputs(0);
        float[] first = file.Float32(prefix + NetworkShape.WeightName(0), Shape.Outputs(0), inputs);
        TensorData.Fill(_candidateWeight, Columns(first, inputs, 0, signals));
        TensorData.Fill(_contextWeight, Columns(first, inputs, signals, Shape.Context));
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            if (layer > 0)
            {
                float[] weight = file.Float32(prefix + NetworkShape.WeightName(layer), Shape.Outputs(layer), Shape.Inputs(layer));
                TensorData.Fill(_weights[layer - 1], weight);
            }
            TensorData.Fill(_biases[layer], file.Float32(prefix + NetworkShape.BiasName(layer), Shape.Outputs(layer)));
        }
    }

    /// <summary>Copies the weights out, as <see cref="ScoringNetwork"/> and <see cref="Load"/> take them.</summary>
    /// <param name="file">Receives the layers by the names of <see cref="NetworkShape"/>.</param>
    /// <param name="prefix">What to put before those names.</param>
    public void Save(TensorFile file, string prefix = "")
    {
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            float[] weight = layer > 0 ? TensorData.ToArray(_weights[layer - 1]) : FirstWeight();
            file.Add(prefix + NetworkShape.WeightName(layer), weight, Shape.Outputs(layer), Shape.Inputs(layer));
            file.Add(prefix + NetworkShape.BiasName(layer), TensorData.ToArray(_biases[layer]), Shape.Outputs(layer));
        }
    }

    /// <summary>Copies the weights out, as <see cref="ScoringNetwork.Load"/> takes them.</summary>
    /// <param name="weights">Receives them, as many as <see cref="NetworkShape.Parameters"/>.</param>
    internal void CopyTo(Span<float> weights)
    {
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            int size = Shape.Outputs(layer) * Shape.Inputs(layer);
            if (layer == 0)
            {
                TensorData.CopyTo(_candidateWeight, _firstCandidate);
                TensorData.CopyTo(_contextWeight, _firstContext);
                Interleave(weights[..size]);
            }
            else
            {
                TensorData.CopyTo(_weights[layer - 1], weights[..size]);
            }
            TensorData.CopyTo(_biases[layer], weights.Slice(size, Shape.Outputs(layer)));
            weights = weights[(size + Shape.Outputs(layer))..];
        }
    }

    /// <summary>Copies the weights of a network of the same shape, as a target network does.</summary>
    /// <param name="other">The other network.</param>
    public void CopyFrom(TorchScoringNetwork other)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        for (int i = 0; i < Parameters.Count; i++)
        {
            Parameters[i].Parameter.copy_(other.Parameters[i].Parameter);
        }
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach ((_, Parameter parameter) in Parameters)
        {
            parameter.Dispose();
        }
        _one.Dispose();
    }

    private static float[] Columns(float[] matrix, int stride, int first, int count)
    {
        float[] columns = new float[matrix.Length / stride * count];
        for (int row = 0; row < matrix.Length / stride; row++)
        {
            matrix.AsSpan((row * stride) + first, count).CopyTo(columns.AsSpan(row * count));
        }
        return columns;
    }

    private float[] FirstWeight()
    {
        float[] weight = new float[Shape.Outputs(0) * Shape.Inputs(0)];
        TensorData.CopyTo(_candidateWeight, _firstCandidate);
        TensorData.CopyTo(_contextWeight, _firstContext);
        Interleave(weight);
        return weight;
    }

    private void Interleave(Span<float> first)
    {
        for (int row = 0; row < Shape.Outputs(0); row++)
        {
            Span<float> target = first.Slice(row * Shape.Inputs(0), Shape.Inputs(0));
            _firstCandidate.AsSpan(row * Shape.Signals, Shape.Signals).CopyTo(target);
            _firstContext.AsSpan(row * Shape.Context, Shape.Context).CopyTo(target[Shape.Signals..]);
        }
    }

    private Parameter Zeros(params long[] shape)
    {
        using torch.Tensor values = torch.zeros(shape, torch.float32, _device);
        var parameter = new Parameter(values);
        return (Parameter)parameter.DetachFromDisposeScope();
    }
}
