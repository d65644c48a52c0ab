using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace RlQuery.Torch.Sequences;

/// <summary>An encoder and a decoder of attention layers over one embedding, which is also the output.</summary>
/// <remarks>
/// Sources: A. Vaswani and others, "Attention Is All You Need" (NeurIPS 2017), with layers normalised at their input (R. Xiong and others, "On Layer
/// Normalization in the Transformer Architecture", ICML 2020). Results belong to the caller's dispose scope. Used by one thread at a time.
/// </remarks>
internal sealed class TransformerNetwork : IDisposable
{
    private readonly TransformerOptions _options;
    private readonly torch.Device _device;
    private readonly Scalar _one = 1.0.ToScalar();
    private readonly torch.Tensor _root;
    private readonly torch.Tensor _kept;
    private readonly torch.Tensor _positions;
    private torch.Generator? _dropping;

    /// <param name="options">Sizes.</param>
    /// <param name="entries">Entries of the vocabulary.</param>
    /// <param name="draws">Draws the weights.</param>
    /// <param name="device">Where it computes.</param>
    public TransformerNetwork(TransformerOptions options, int entries, Pcg64 draws, torch.Device device)
    {
        _options = options;
        _device = device;
        Weights = new TransformerWeights(options, entries, draws, device);
        _root = Own([(float)Math.Sqrt(options.Width)], 1);
        _kept = Own([(float)(1 / (1 - options.Dropout))], 1);
        _positions = Own(Positions(options), options.MostTokens + 1, options.Width);
    }

    /// <summary>The parameters.</summary>
    public TransformerWeights Weights { get; }

    /// <summary>Whether values are left out at random, as in training.</summary>
    /// <param name="generator">Draws which; null for none.</param>
    public void Drop(torch.Generator? generator) => _dropping = _options.Dropout > 0 ? generator : null;

    /// <summary>Reads sources.</summary>
    /// <param name="sources">Entries [B x S], filled up with <see cref="SequenceVocabulary.Pad"/>.</param>
    /// <param name="mask">What <see cref="SequenceBatch.Mask"/> gives; null if nothing is filled up.</param>
    /// <returns>[B x S x width].</returns>
    public torch.Tensor Encode(torch.Tensor sources, torch.Tensor? mask)
    {
        torch.Tensor x = Embed(sources, 0);
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            string name = $"encoder.{layer}";
            torch.Tensor[] parts = Split(Norm(x, $"{name}.self"), $"{name}.self.in", 0, 3);
            x = Sum(x, Attend(parts[0], parts[1], parts[2], mask, false, $"{name}.self.out"));
            x = Sum(x, Inner(x, name));
        }
        return Norm(x, "encoder");
    }

    /// <summary>Keys and values of the sources for each layer of the decoder.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <returns>For each layer, keys and values [B x heads x S x width/heads].</returns>
    public (torch.Tensor Keys, torch.Tensor Values)[] Memory(torch.Tensor encoded) =>
    [
        .. Enumerable.Range(0, _options.Layers).Select(layer =>
        {
            torch.Tensor[] parts = Split(encoded, $"decoder.{layer}.cross.in", 1, 2);
            return (parts[0], parts[1]);
        }),
    ];

    /// <summary>Scores the entries that may follow.</summary>
    /// <param name="entries">What was written so far [B x T], or what was written since the cache was made.</param>
    /// <param name="memory">What <see cref="Memory"/> gave.</param>
    /// <param name="mask">The mask of the sources, or null.</param>
    /// <param name="cache">Keys and values of what was written before; null in training. It is extended.</param>
    /// <returns>Scores before the softmax [B x T x entries of the vocabulary].</returns>
    public torch.Tensor Decode(
        torch.Tensor entries, (torch.Tensor Keys, torch.Tensor Values)[] memory, torch.Tensor? mask, (torch.Tensor Keys, torch.Tensor Values)[]? cache = null)
    {
        long before = cache is [(not null, _), ..] ? cache[0].Keys.shape[2] : 0;
        torch.Tensor x = Embed(entries, before);
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            string name = $"decoder.{layer}";
            torch.Tensor[] parts = Split(Norm(x, $"{name}.self"), $"{name}.self.in", 0, 3);
            if (cache is not null)
            {
                cache[layer] = before == 0 ? (parts[1], parts[2])
                    : (torch.cat([cache[layer].Keys, parts[1]], 2), torch.cat([cache[layer].Values, parts[2]], 2));
                (parts[1], parts[2]) = cache[layer];
            }
            x = Sum(x, Attend(parts[0], parts[1], parts[2], null, before == 0, $"{name}.self.out"));
            torch.Tensor query = Split(Norm(x, $"{name}.cross"), $"{name}.cross.in", 0, 1)[0];
            x = Sum(x, Attend(query, memory[layer].Keys, memory[layer].Values, mask, false, $"{name}.cross.out"));
            x = Sum(x, Inner(x, name));
        }
        return linear(Norm(x, "decoder"), Weights["embedding"]);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        Weights.Dispose();
        _one.Dispose();
        _root.Dispose();
        _kept.Dispose();
        _positions.Dispose();
    }

    private torch.Tensor Own(float[] values, params long[] shape) => TensorData.FromSpan(values, _device, shape).DetachFromDisposeScope();

    private torch.Tensor Embed(torch.Tensor entries, long before)
    {
        torch.Tensor embedded = Weights["embedding"].index_select(0, entries.view(-1)).view(entries.shape[0], entries.shape[1], _options.Width).mul(_root);
        return Dropped(embedded.add(_positions.narrow(0, before, entries.shape[1]), _one));
    }

    private torch.Tensor Inner(torch.Tensor x, string name) =>
        Linear(relu(Linear(Norm(x, $"{name}.inner"), $"{name}.inner.in")), $"{name}.inner.out");

    private torch.Tensor Linear(torch.Tensor x, string name) => linear(x, Weights[$"{name}.weight"], Weights[$"{name}.bias"]);

    private torch.Tensor Norm(torch.Tensor x, string name) =>
        layer_norm(x, [_options.Width], Weights[$"{name}.norm.weight"], Weights[$"{name}.norm.bias"]);

    // Some of query, key and value, each [B x heads x T x width/heads].
    private torch.Tensor[] Split(torch.Tensor x, string name, int first, int count)
    {
        int width = _options.Width;
        torch.Tensor weight = Weights[$"{name}.weight"].narrow(0, first * width, count * width);
        torch.Tensor all = linear(x, weight, Weights[$"{name}.bias"].narrow(0, first * width, count * width));
        all = all.view(x.shape[0], x.shape[1], count, _options.Heads, width / _options.Heads).permute(2, 0, 3, 1, 4);
        return all.unbind(0);
    }

    private torch.Tensor Attend(torch.Tensor query, torch.Tensor key, torch.Tensor value, torch.Tensor? mask, bool causal, string name)
    {
        torch.Tensor seen = scaled_dot_product_attention(query, key, value, mask!, 0, causal);
        return Linear(seen.transpose(1, 2).reshape(query.shape[0], query.shape[2], _options.Width), name);
    }

    private torch.Tensor Sum(torch.Tensor x, torch.Tensor change) => x.add(Dropped(change), _one);

    private torch.Tensor Dropped(torch.Tensor x)
    {
        if (_dropping is null)
        {
            return x;
        }
        torch.Tensor mask = torch.empty(x.shape, torch.float32, _device).bernoulli_(1 - _options.Dropout, _dropping);
        return x.mul(mask.mul_(_kept));
    }

    // Sines and cosines of wave lengths from 2 pi to 10000 * 2 pi.
    private static float[] Positions(TransformerOptions options)
    {
        float[] values = new float[(options.MostTokens + 1) * options.Width];
        for (int position = 0; position <= options.MostTokens; position++)
        {
            for (int i = 0; i < options.Width; i += 2)
            {
                double angle = position / Math.Pow(10000, (double)i / options.Width);
                values[(position * options.Width) + i] = (float)Math.Sin(angle);
                values[(position * options.Width) + i + 1] = (float)Math.Cos(angle);
            }
        }
        return values;
    }
}
