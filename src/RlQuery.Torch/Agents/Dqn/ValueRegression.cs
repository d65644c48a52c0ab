using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Moves the scores of single candidates towards targets: a step of Adam on the weighted mean of Huber losses with threshold 1.</summary>
/// <remarks>Torch is called once for each matrix product; the loss and the step are computed in managed memory. Buffers are kept from step to step.</remarks>
internal sealed class ValueRegression : IDisposable
{
    private readonly TorchScoringNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly torch.Tensor _inputs;
    private readonly torch.Tensor _slopes;
    private readonly torch.Tensor _ones;
    private readonly float[] _derivatives;

    /// <param name="network">The network.</param>
    /// <param name="optimizer">Moves its parameters.</param>
    /// <param name="size">Candidates in a step, B.</param>
    /// <param name="device">Where it computes.</param>
    public ValueRegression(TorchScoringNetwork network, AdamOptimizer optimizer, int size, torch.Device device)
    {
        _network = network;
        _optimizer = optimizer;
        _derivatives = new float[size];
        Values = new float[size];
        _inputs = Kept(torch.zeros(size, network.Shape.Inputs(0), torch.float32, device));
        _slopes = Kept(torch.zeros(size, 1, torch.float32, device));
        _ones = Kept(torch.ones(1, size, torch.float32, device));
    }

    /// <summary>Scores before the last step [B].</summary>
    public float[] Values { get; }

    /// <summary>Makes a step.</summary>
    /// <param name="inputs">Normalised signals of a candidate and its context, side by side [B x (F + C)].</param>
    /// <param name="targets">What the scores should be [B].</param>
    /// <param name="weights">Weights of the losses [B].</param>
    /// <returns>The loss before the step.</returns>
    public double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TensorData.Fill(_inputs, inputs);
        torch.Tensor[] activations = _network.Activations(_inputs);
        TensorData.CopyTo(activations[^1], Values);
        double loss = Loss(targets, weights);
        TensorData.Fill(_slopes, _derivatives);
        _optimizer.Step(_network.Backward(_inputs, activations, _slopes, _ones));
        return loss;
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _slopes.Dispose();
        _ones.Dispose();
    }

    private double Loss(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            float error = Values[i] - targets[i];
            float size = MathF.Abs(error);
            sum += weights[i] * (size < 1 ? 0.5 * error * error : size - 0.5);
            _derivatives[i] = weights[i] * Math.Clamp(error, -1, 1) / Values.Length;
        }
        return sum / Values.Length;
    }

    private static torch.Tensor Kept(torch.Tensor tensor) => tensor.DetachFromDisposeScope();
}
