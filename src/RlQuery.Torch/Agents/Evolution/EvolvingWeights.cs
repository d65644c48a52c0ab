using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Weights under evolution strategies, with their momentum and their exponential average.</summary>
/// <param name="start">The weights at the start.</param>
/// <param name="options">Step size, momentum, decay and averaging.</param>
internal sealed class EvolvingWeights(double[] start, EvolutionOptions options)
{
    private readonly double[] _start = start;
    private double[] _weights = [.. start];
    private double[] _momentum = new double[start.Length];
    private double[] _sum = new double[start.Length];
    private long _steps;

    /// <summary>The exponential average of the weights over the steps; before the first step, the initial weights.</summary>
    /// <remarks>Corrected for the zeros from which the average starts: Kingma and Ba, "Adam" (2015), section 3.</remarks>
    public float[] Average()
    {
        double whole = 1 - Math.Pow(options.Averaging, _steps);
        return _steps == 0 ? Array.ConvertAll(_weights, weight => (float)weight) : Array.ConvertAll(_sum, sum => (float)(sum / whole));
    }

    /// <summary>A direction from a standard normal distribution.</summary>
    public float[] Direction(Pcg64 draws)
    {
        float[] direction = new float[_weights.Length];
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] = (float)draws.NextGaussian();
        }
        return direction;
    }

    /// <summary>The weights, moved by this distance in a direction.</summary>
    public void Moved(float[] direction, double distance, Span<float> moved)
    {
        for (int j = 0; j < direction.Length; j++)
        {
            moved[j] = (float)(_weights[j] + (distance * direction[j]));
        }
    }

    /// <summary>A step in the directions that paid.</summary>
    /// <param name="pairs">For each direction, the score of its episode minus that of the opposite direction.</param>
    /// <returns>Root mean square of the gradient's elements.</returns>
    public double Ascend((double Difference, float[] Direction)[] pairs)
    {
        double spread = Math.Sqrt(pairs.Average(pair => pair.Difference * pair.Difference));
        // Then each element has about unit variance under pure noise.
        double scale = spread > 0 ? 1 / (spread * Math.Sqrt(pairs.Length)) : 0;
        double[] gradient = new double[_weights.Length];
        foreach ((double difference, float[] direction) in pairs)
        {
            double share = difference * scale;
            for (int j = 0; j < gradient.Length; j++)
            {
                gradient[j] += share * direction[j];
            }
        }
        for (int j = 0; j < gradient.Length; j++)
        {
            _momentum[j] = (options.Momentum * _momentum[j]) + ((1 - options.Momentum) * gradient[j]);
            _weights[j] += (options.LearningRate * _momentum[j]) - (options.Decay * (_weights[j] - _start[j]));
            _sum[j] = (options.Averaging * _sum[j]) + ((1 - options.Averaging) * _weights[j]);
        }
        _steps++;
        return Math.Sqrt(gradient.Average(element => element * element));
    }

    public void Save(TensorFile checkpoint)
    {
        checkpoint.Add("evolution.weights", [.. _weights]);
        checkpoint.Add("evolution.momentum", [.. _momentum]);
        checkpoint.Add("evolution.average", [.. _sum]);
        checkpoint.Add("evolution.steps", new[] { _steps });
    }

    public void Load(TensorFile checkpoint)
    {
        int length = _weights.Length;
        _weights = [.. checkpoint.Float64("evolution.weights", length)];
        _momentum = [.. checkpoint.Float64("evolution.momentum", length)];
        _sum = [.. checkpoint.Float64("evolution.average", length)];
        _steps = checkpoint.Int64("evolution.steps", 1)[0];
    }
}
