using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Sequences;

/// <summary>The parameters of a <see cref="TransformerNetwork"/> by name, drawn in managed code so that they depend only on the seed.</summary>
/// <remarks>
/// Linear maps are uniform in ±sqrt(6 / (inputs + outputs)) (X. Glorot and Y. Bengio, AISTATS 2010), biases 0, embeddings normal with deviation 1/sqrt(width).
/// </remarks>
internal sealed class TransformerWeights : IDisposable
{
    private readonly Dictionary<string, Parameter> _parameters = [];
    private readonly List<(string Name, Parameter Parameter)> _ordered = [];
    private readonly torch.Device _device;

    /// <param name="options">Sizes.</param>
    /// <param name="entries">Entries of the vocabulary.</param>
    /// <param name="draws">Where the draws come from.</param>
    /// <param name="device">Where the network computes.</param>
    public TransformerWeights(TransformerOptions options, int entries, Pcg64 draws, torch.Device device)
    {
        _device = device;
        int width = options.Width;
        Add("embedding", Normal(entries * width, 1 / Math.Sqrt(width), draws), entries, width);
        foreach (string side in (string[])["encoder", "decoder"])
        {
            for (int layer = 0; layer < options.Layers; layer++)
            {
                string name = $"{side}.{layer}";
                AddAttention($"{name}.self", width, draws);
                if (side == "decoder")
                {
                    AddAttention($"{name}.cross", width, draws);
                }
                AddNorm($"{name}.inner", width);
                AddLinear($"{name}.inner.in", options.Inner, width, 1, draws);
                AddLinear($"{name}.inner.out", width, options.Inner, 1, draws);
            }
            AddNorm(side, width);
        }
    }

    /// <summary>What an optimiser moves, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> All => _ordered;

    /// <summary>A parameter.</summary>
    /// <param name="name">Its name.</param>
    public Parameter this[string name] => _parameters[name];

    /// <summary>Takes over the weights of another network of the same sizes; embeddings of entries that both have, by name.</summary>
    /// <param name="other">The other network's.</param>
    /// <param name="entries">Names of this network's entries.</param>
    /// <param name="otherEntries">Names of the other's.</param>
    public void Take(TransformerWeights other, IReadOnlyList<string> entries, IReadOnlyList<string> otherEntries)
    {
        foreach ((string name, Parameter parameter) in _ordered.Where(entry => entry.Name != "embedding"))
        {
            TensorData.Fill(parameter, TensorData.ToArray(other[name]));
        }
        float[] values = TensorData.ToArray(this["embedding"]);
        float[] known = TensorData.ToArray(other["embedding"]);
        int width = values.Length / entries.Count;
        Dictionary<string, int> places = otherEntries.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++)
        {
            if (places.TryGetValue(entries[i], out int place))
            {
                known.AsSpan(place * width, width).CopyTo(values.AsSpan(i * width));
            }
        }
        TensorData.Fill(this["embedding"], values);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach ((_, Parameter parameter) in _ordered)
        {
            parameter.Dispose();
        }
    }

    // Query, key and value in one map, so that they are one product.
    private void AddAttention(string name, int width, Pcg64 draws)
    {
        AddNorm(name, width);
        AddLinear($"{name}.in", width, width, 3, draws);
        AddLinear($"{name}.out", width, width, 1, draws);
    }

    private void AddNorm(string name, int width)
    {
        Add($"{name}.norm.weight", [.. Enumerable.Repeat(1f, width)], width);
        Add($"{name}.norm.bias", new float[width], width);
    }

    private void AddLinear(string name, int outputs, int inputs, int maps, Pcg64 draws)
    {
        double bound = Math.Sqrt(6.0 / (inputs + outputs));
        float[] values = new float[maps * outputs * inputs];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * draws.NextDouble()) - 1));
        }
        Add($"{name}.weight", values, maps * outputs, inputs);
        Add($"{name}.bias", new float[maps * outputs], maps * outputs);
    }

    private void Add(string name, float[] values, params long[] shape)
    {
        using torch.Tensor tensor = TensorData.FromSpan(values, _device, shape);
        var parameter = (Parameter)new Parameter(tensor).DetachFromDisposeScope();
        _parameters.Add(name, parameter);
        _ordered.Add((name, parameter));
    }

    private static float[] Normal(int count, double deviation, Pcg64 draws)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(deviation * draws.NextGaussian());
        }
        return values;
    }
}
