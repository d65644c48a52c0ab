using RlQuery.Core.Numerics;
using RlQuery.Torch.Learners;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn.functional;

namespace RlQuery.Torch.Pictures;

/// <summary>
/// Scores of the classes at each place of a picture: a layer that looks at the place alone, a second one that looks at 3 x 3 of the first, and a third one
/// that joins both.
/// </summary>
/// <remarks>
/// The first weights are uniform in ±sqrt(6 / inputs) (K. He and others, ICCV 2015), a tenth of that in the last layer, and biases are 0. Results belong to
/// the caller's dispose scope. Used by one thread at a time.
/// </remarks>
internal sealed class ConvolutionalNetwork : IDisposable
{
    private const float LastScale = 0.1f;

    private readonly List<(string Name, Parameter Parameter)> _all = [];
    private readonly double _dropout;
    private readonly torch.Device _device;

    /// <param name="options">Sizes.</param>
    /// <param name="channels">Numbers at each place.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="draws">Draws the weights.</param>
    /// <param name="device">Where it computes.</param>
    public ConvolutionalNetwork(ConvolutionalOptions options, int channels, int classes, Pcg64 draws, torch.Device device)
    {
        (_dropout, _device) = (options.Dropout, device);
        Add("place", options.Width, channels, 1, 1, draws);
        Add("around", options.Width, options.Width, 3, 1, draws);
        Add("classes", classes, 2 * options.Width, 1, LastScale, draws);
    }

    /// <summary>What an optimiser moves, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> All => _all;

    /// <summary>Scores pictures, or windows of them.</summary>
    /// <param name="pictures">[B x channels x rows x columns].</param>
    /// <param name="dropping">Draws which channels are left out, as in training; null for none.</param>
    /// <returns>Scores before the softmax [B x classes x rows x columns].</returns>
    public torch.Tensor Score(torch.Tensor pictures, Pcg64? dropping)
    {
        torch.Tensor place = Dropped(relu(Convolve(pictures, 0, 0)), dropping);
        torch.Tensor around = Dropped(relu(Convolve(place, 1, 1)), dropping);
        return Convolve(torch.cat([place, around], 1), 2, 0);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach ((_, Parameter parameter) in _all)
        {
            parameter.Dispose();
        }
    }

    private torch.Tensor Convolve(torch.Tensor x, int layer, int padding) =>
        conv2d(x, _all[2 * layer].Parameter, _all[(2 * layer) + 1].Parameter, padding: [padding, padding]);

    private torch.Tensor Dropped(torch.Tensor x, Pcg64? dropping)
    {
        if (dropping is null)
        {
            return x;
        }
        float[] mask = new float[x.shape[0] * x.shape[1]];
        DropoutMask.Draw(dropping, _dropout, mask);
        return x.mul(TensorData.FromSpan(mask, _device, x.shape[0], x.shape[1], 1, 1));
    }

    private void Add(string name, int outputs, int inputs, int side, float scale, Pcg64 draws)
    {
        double bound = scale * Math.Sqrt(6.0 / (inputs * side * side));
        float[] values = new float[outputs * inputs * side * side];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * draws.NextDouble()) - 1));
        }
        Own($"{name}.weight", values, outputs, inputs, side, side);
        Own($"{name}.bias", new float[outputs], outputs);
    }

    private void Own(string name, float[] values, params long[] shape)
    {
        using torch.Tensor tensor = TensorData.FromSpan(values, _device, shape);
        _all.Add((name, (Parameter)new Parameter(tensor).DetachFromDisposeScope()));
    }
}
