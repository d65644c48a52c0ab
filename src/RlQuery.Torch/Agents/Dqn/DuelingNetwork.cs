using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>The value of a choice: that of the state, linear in the state values, plus the candidate's score by a gated network.</summary>
/// <remarks>
/// Wang, Schaul, Hessel, van Hasselt, Lanctot and de Freitas, "Dueling Network Architectures for Deep Reinforcement Learning" (2016), section 3, equation 9:
/// signals are standardised over the shortlist, so that the linear part of the scores has mean zero over it.
/// </remarks>
internal sealed class DuelingNetwork : IDisposable
{
    private readonly Parameter _value;
    private readonly Scalar _one = 1.0.ToScalar();

    /// <param name="shape">Sizes of the gated network.</param>
    /// <param name="device">Where it computes.</param>
    public DuelingNetwork(NetworkShape shape, torch.Device device)
    {
        Gated = new TorchGatedNetwork(shape, device);
        using torch.Tensor zeros = torch.zeros([1 + shape.StateValues], torch.float32, device);
        _value = (Parameter)new Parameter(zeros).DetachFromDisposeScope();
        Parameters = [.. Gated.Parameters, ("value.weight", _value)];
    }

    /// <summary>The part that scores candidates.</summary>
    public TorchGatedNetwork Gated { get; }

    /// <summary>What an optimiser moves, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    /// <summary>Values of one candidate of each state; the caller's dispose scope owns them.</summary>
    /// <param name="rows">Standardised signals [B x F].</param>
    /// <param name="states">1, then the state values [B x (1 + G)].</param>
    /// <param name="owners">0..B-1 [B].</param>
    public torch.Tensor Forward(torch.Tensor rows, torch.Tensor states, torch.Tensor owners) =>
        Gated.Forward(rows, states, owners).add(states.mv(_value), _one);

    /// <summary>The weights: those of the gated network, then of the state's value.</summary>
    public float[] Weights() => [.. Gated.Weights(), .. TensorData.ToArray(_value)];

    /// <summary>Takes over what <see cref="Weights"/> gave.</summary>
    public void Load(ReadOnlySpan<float> weights)
    {
        int gated = weights.Length - (int)_value.numel();
        Gated.Load(weights[..gated]);
        TensorData.Fill(_value, weights[gated..]);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        Gated.Dispose();
        _value.Dispose();
        _one.Dispose();
    }
}
