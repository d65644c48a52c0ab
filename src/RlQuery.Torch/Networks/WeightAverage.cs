using RlQuery.Core.Policies;

namespace RlQuery.Torch.Networks;

/// <summary>The <see cref="ExponentialMean"/> of a network's weights over its updates.</summary>
/// <param name="shape">Sizes of the network.</param>
/// <param name="decay">Decay of the average per update, in (0, 1).</param>
internal sealed class WeightAverage(NetworkShape shape, double decay)
{
    private readonly ExponentialMean _mean = new((int)shape.Parameters, decay);
    private readonly float[] _latest = new float[shape.Parameters];

    /// <summary>Takes in the weights after an update.</summary>
    public void Add(TorchScoringNetwork network)
    {
        network.CopyTo(_latest);
        _mean.Add(Array.ConvertAll(_latest, weight => (double)weight));
    }

    /// <summary>Forgets all weights.</summary>
    public void Reset() => _mean.Reset();

    /// <summary>Adds the average by the names of <see cref="NetworkShape"/>; before the first update, the network's own weights.</summary>
    public void Write(TensorFile weights, string prefix, TorchScoringNetwork network)
    {
        if (_mean.Mean() is { } mean)
        {
            shape.Write(weights, prefix, mean);
        }
        else
        {
            network.Save(weights, prefix);
        }
    }

    public void Save(TensorFile checkpoint, string prefix) => _mean.Save(checkpoint, $"{prefix}average.sums", $"{prefix}average.updates");

    public void Load(TensorFile checkpoint, string prefix) => _mean.Load(checkpoint, $"{prefix}average.sums", $"{prefix}average.updates");
}
