using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Networks;

/// <summary>The gated network of policies for training: it scores the candidates of many observations in one call.</summary>
/// <remarks>
/// Signals come standardised over their shortlist and state values within their bounds, as <see cref="GatedLinearNetwork"/> sees them. Candidates lie flat,
/// each with the index of its observation, so that nothing is padded. Used by one thread at a time.
/// </remarks>
internal sealed class TorchGatedNetwork : IDisposable
{
    private readonly Parameter[] _tensors;
    private readonly Scalar _one = 1.0.ToScalar();

    /// <param name="shape">Sizes, gated or without hidden layers.</param>
    /// <param name="device">Where it computes.</param>
    public TorchGatedNetwork(NetworkShape shape, torch.Device device)
    {
        Shape = shape;
        _tensors = [.. shape.Tensors.Select(tensor => Zeros(tensor.Sizes, device))];
        Parameters = [.. shape.Tensors.Zip(_tensors, (tensor, parameter) => (tensor.Name, parameter))];
    }

    /// <summary>Sizes of the network.</summary>
    public NetworkShape Shape { get; }

    /// <summary>What an optimiser moves, by name, in the order of <see cref="NetworkShape.Tensors"/>.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    /// <summary>The weights at the start: those of the linear part as given; the last layer is zero, so that the hidden ones add nothing yet.</summary>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="linear">Row-major [F x (1 + G)].</param>
    /// <param name="generator">Draws the hidden layers, as <see cref="KaimingUniform"/>.</param>
    /// <returns>In the order of <see cref="NetworkShape.Tensors"/>.</returns>
    public static double[] Start(NetworkShape shape, double[] linear, Pcg64 generator)
    {
        if (shape.GatedLinear)
        {
            return linear;
        }
        TensorFile drawn = KaimingUniform.Draw(GatedNetwork.ResidualOf(shape), generator);
        string last = NetworkShape.WeightName(shape.Layers - 1);
        string lastBias = NetworkShape.BiasName(shape.Layers - 1);
        return
        [
            .. linear,
            .. shape.Tensors.Skip(1).Select(tensor => tensor.Name).SelectMany(
                name => drawn.Float32(name).Select(value => name == last || name == lastBias ? 0 : (double)value)),
        ];
    }

    /// <summary>Takes over weights, in the order of <see cref="NetworkShape.Tensors"/>.</summary>
    public void Load(ReadOnlySpan<float> weights)
    {
        foreach (Parameter tensor in _tensors)
        {
            int size = (int)tensor.numel();
            TensorData.Fill(tensor, weights[..size]);
            weights = weights[size..];
        }
    }

    /// <summary>The weights, in the order of <see cref="NetworkShape.Tensors"/>.</summary>
    public float[] Weights() => [.. _tensors.SelectMany(TensorData.ToArray)];

    /// <summary>Scores candidates; the caller's dispose scope owns the result.</summary>
    /// <param name="rows">Standardised signals of all observations' candidates [sum N x F].</param>
    /// <param name="states">1, then the state values of each observation [B x (1 + G)].</param>
    /// <param name="owners">Observation of each candidate, 0..B-1, 64-bit [sum N].</param>
    /// <returns>A score for each candidate [sum N].</returns>
    public torch.Tensor Forward(torch.Tensor rows, torch.Tensor states, torch.Tensor owners)
    {
        torch.Tensor linear = (states.mm(_tensors[0].t()).index_select(0, owners) * rows).sum(1);
        if (Shape.GatedLinear)
        {
            return linear;
        }
        torch.Tensor first = _tensors[1];
        torch.Tensor context = torch.nn.functional.linear(
            states.narrow(1, 1, Shape.StateValues), first.narrow(1, Shape.Signals, Shape.StateValues), _tensors[2]);
        torch.Tensor hidden = rows.mm(first.narrow(1, 0, Shape.Signals).t()).add(context.index_select(0, owners), _one);
        for (int layer = 1; layer < Shape.Layers; layer++)
        {
            hidden = torch.nn.functional.linear(torch.nn.functional.relu(hidden), _tensors[1 + (2 * layer)], _tensors[2 + (2 * layer)]);
        }
        GC.KeepAlive(this);
        return linear.add(hidden.squeeze(1), _one);
    }

    /// <summary>The gradient of a loss by the weights, in their order.</summary>
    public float[] Gradient(torch.Tensor loss)
    {
        foreach (Parameter tensor in _tensors)
        {
            tensor.grad?.zero_();
        }
        loss.backward();
        return [.. _tensors.SelectMany(tensor => TensorData.ToArray(tensor.grad!))];
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach (Parameter tensor in _tensors)
        {
            tensor.Dispose();
        }
        _one.Dispose();
    }

    private static Parameter Zeros(int[] sizes, torch.Device device)
    {
        using torch.Tensor zeros = torch.zeros([.. sizes.Select(size => (long)size)], torch.float32, device);
        return (Parameter)new Parameter(zeros).DetachFromDisposeScope();
    }
}
