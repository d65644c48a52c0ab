using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Weights that move with momentum, and their exponential average.</summary>
/// <param name="start">The weights at the start.</param>
/// <param name="rates">Step size of each.</param>
/// <param name="momentum">Share of the mean gradient that a step keeps.</param>
/// <param name="averaging">Share of the mean weights that a step keeps.</param>
/// <param name="decay">Share of the way back to the start that a step takes.</param>
internal sealed class AscendingWeights(double[] start, double[] rates, double momentum, double averaging, double decay)
{
    private readonly double[] _start = start;
    private readonly ExponentialMean _average = new(start.Length, averaging);
    private double[] _weights = [.. start];
    private double[] _momentum = new double[start.Length];

    /// <summary>The exponential average of the weights over the steps; before the first step, the initial weights.</summary>
    public float[] Average() => _average.Mean() ?? Latest();

    /// <summary>The weights after the last step.</summary>
    public float[] Latest() => Array.ConvertAll(_weights, weight => (float)weight);

    /// <summary>The weights, moved by this distance in a direction.</summary>
    public void Moved(float[] direction, double distance, Span<float> moved)
    {
        for (int j = 0; j < direction.Length; j++)
        {
            moved[j] = (float)(_weights[j] + (distance * direction[j]));
        }
    }

    /// <summary>A step up a gradient.</summary>
    /// <param name="gradient">Its elements have about unit variance where there is nothing to learn.</param>
    /// <param name="share">Share of the step sizes that this step has, 0..1.</param>
    /// <returns>Root mean square of the gradient's elements.</returns>
    public double Ascend(double[] gradient, double share = 1)
    {
        for (int j = 0; j < gradient.Length; j++)
        {
            _momentum[j] = (momentum * _momentum[j]) + ((1 - momentum) * gradient[j]);
            _weights[j] += (share * rates[j] * _momentum[j]) - (decay * (_weights[j] - _start[j]));
        }
        _average.Add(_weights);
        return Math.Sqrt(gradient.Average(element => element * element));
    }

    /// <summary>Adds all that later steps depend on.</summary>
    /// <param name="checkpoint">Receives it.</param>
    /// <param name="prefix">What to put before the names.</param>
    public void Save(TensorFile checkpoint, string prefix)
    {
        checkpoint.Add($"{prefix}.weights", [.. _weights]);
        checkpoint.Add($"{prefix}.momentum", [.. _momentum]);
        _average.Save(checkpoint, $"{prefix}.average", $"{prefix}.steps");
    }

    /// <summary>Continues from what <see cref="Save"/> added.</summary>
    public void Load(TensorFile checkpoint, string prefix)
    {
        int length = _weights.Length;
        _weights = [.. checkpoint.Float64($"{prefix}.weights", length)];
        _momentum = [.. checkpoint.Float64($"{prefix}.momentum", length)];
        _average.Load(checkpoint, $"{prefix}.average", $"{prefix}.steps");
    }
}
