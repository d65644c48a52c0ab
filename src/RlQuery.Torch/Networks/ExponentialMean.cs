using RlQuery.Core.Policies;

namespace RlQuery.Torch.Networks;

/// <summary>Exponential moving average of weights, with bias correction.</summary>
/// <remarks>
/// After B. T. Polyak and A. B. Juditsky, "Acceleration of Stochastic Approximation by Averaging" (1992), with the correction of D. P. Kingma and J. Ba,
/// "Adam: A Method for Stochastic Optimization" (2015), section 3: the sum is divided by the weight that it holds, so that after one update the average is
/// the weights.
/// </remarks>
/// <param name="size">Number of weights.</param>
/// <param name="decay">Decay of the average per update, in [0, 1).</param>
internal sealed class ExponentialMean(int size, double decay)
{
    private readonly double[] _sums = new double[size];
    private long _updates;

    /// <summary>Takes in the weights after an update.</summary>
    public void Add(ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = (decay * _sums[i]) + ((1 - decay) * weights[i]);
        }
        _updates++;
    }

    /// <summary>The average; null before the first update.</summary>
    public float[]? Mean()
    {
        double held = 1 - Math.Pow(decay, _updates);
        return _updates == 0 ? null : Array.ConvertAll(_sums, sum => (float)(sum / held));
    }

    /// <summary>Forgets all weights.</summary>
    public void Reset()
    {
        Array.Clear(_sums);
        _updates = 0;
    }

    /// <summary>Adds it to a checkpoint.</summary>
    /// <param name="checkpoint">Receives it.</param>
    /// <param name="sums">Name of the sums.</param>
    /// <param name="updates">Name of the number of updates.</param>
    public void Save(TensorFile checkpoint, string sums, string updates)
    {
        checkpoint.Add(sums, [.. _sums]);
        checkpoint.Add(updates, new[] { _updates });
    }

    /// <summary>Continues from what <see cref="Save"/> added.</summary>
    public void Load(TensorFile checkpoint, string sums, string updates)
    {
        checkpoint.Float64(sums, size).CopyTo(_sums, 0);
        _updates = checkpoint.Int64(updates, 1)[0];
    }
}
