using RlQuery.Core.Policies;

namespace RlQuery.Torch.Networks;

/// <summary>Exponential moving average of a network's weights over its updates, with bias correction.</summary>
/// <remarks>
/// After B. T. Polyak and A. B. Juditsky, "Acceleration of Stochastic Approximation by Averaging" (1992), with the correction of D. P. Kingma and J. Ba,
/// "Adam: A Method for Stochastic Optimization" (2015), section 3: the sum is divided by the weight that it holds, so that after one update the average is
/// the weights.
/// </remarks>
/// <param name="shape">Sizes of the network.</param>
/// <param name="decay">Decay of the average per update, in (0, 1).</param>
internal sealed class WeightAverage(NetworkShape shape, double decay)
{
    private readonly double[] _sums = new double[shape.Parameters];
    private readonly float[] _latest = new float[shape.Parameters];
    private long _updates;

    /// <summary>Takes in the weights after an update.</summary>
    public void Add(TorchScoringNetwork network)
    {
        network.CopyTo(_latest);
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = (decay * _sums[i]) + ((1 - decay) * _latest[i]);
        }
        _updates++;
    }

    /// <summary>Forgets all weights.</summary>
    public void Reset()
    {
        Array.Clear(_sums);
        _updates = 0;
    }

    /// <summary>Adds the average by the names of <see cref="NetworkShape"/>; before the first update, the network's own weights.</summary>
    public void Write(TensorFile weights, string prefix, TorchScoringNetwork network)
    {
        if (_updates == 0)
        {
            network.Save(weights, prefix);
            return;
        }
        double held = 1 - Math.Pow(decay, _updates);
        int start = 0;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            weights.Add(prefix + NetworkShape.WeightName(layer), Take(shape.Outputs(layer) * shape.Inputs(layer)), shape.Outputs(layer), shape.Inputs(layer));
            weights.Add(prefix + NetworkShape.BiasName(layer), Take(shape.Outputs(layer)), shape.Outputs(layer));
        }

        float[] Take(int count)
        {
            float[] values = Array.ConvertAll(_sums[start..(start + count)], sum => (float)(sum / held));
            start += count;
            return values;
        }
    }

    public void Save(TensorFile checkpoint, string prefix)
    {
        checkpoint.Add($"{prefix}average.sums", [.. _sums]);
        checkpoint.Add($"{prefix}average.updates", new[] { _updates });
    }

    public void Load(TensorFile checkpoint, string prefix)
    {
        checkpoint.Float64($"{prefix}average.sums", _sums.Length).CopyTo(_sums, 0);
        _updates = checkpoint.Int64($"{prefix}average.updates", 1)[0];
    }
}
