using RlQuery.Core.Policies;

namespace RlQuery.Torch.Networks;

/// <summary>The weights of a policy's networks, by the names that policy.safetensors has for them.</summary>
internal static class NetworkWeights
{
    /// <summary>The prefix of the names of one network's layers.</summary>
    /// <param name="member">Number of the network.</param>
    /// <param name="members">Number of networks.</param>
    public static string Prefix(int member, int members) => new PolicySelector(Ensemble: members).Prefix(member);

    /// <summary>The networks of a policy.</summary>
    /// <param name="shape">Sizes of each.</param>
    /// <param name="weights">Weights of all.</param>
    /// <param name="members">Number of networks.</param>
    public static IScoringNetwork[] Networks(NetworkShape shape, TensorFile weights, int members) =>
        [.. Enumerable.Range(0, members).Select(member => IScoringNetwork.Create(shape, weights, Prefix(member, members)))];

    /// <summary>Adds weights to a checkpoint.</summary>
    /// <param name="checkpoint">Receives them.</param>
    /// <param name="prefix">What to put before their names.</param>
    /// <param name="weights">The weights; may be null, which adds nothing.</param>
    public static void Save(TensorFile checkpoint, string prefix, TensorFile? weights)
    {
        foreach (string name in weights?.Names ?? [])
        {
            checkpoint.Add(prefix + name, weights!.Float32(name));
        }
    }

    /// <summary>Reads what <see cref="Save"/> added, with its shapes.</summary>
    /// <param name="checkpoint">Holds it.</param>
    /// <param name="prefix">What stands before the names.</param>
    /// <param name="shape">Sizes of each network.</param>
    /// <param name="members">Number of networks.</param>
    public static TensorFile Load(TensorFile checkpoint, string prefix, NetworkShape shape, int members)
    {
        var weights = new TensorFile();
        for (int member = 0; member < members; member++)
        {
            foreach ((string tensor, int[] sizes) in shape.Tensors)
            {
                string name = Prefix(member, members) + tensor;
                weights.Add(name, checkpoint.Float32(prefix + name, sizes.Aggregate((product, size) => product * size)), sizes);
            }
        }
        return weights;
    }
}
