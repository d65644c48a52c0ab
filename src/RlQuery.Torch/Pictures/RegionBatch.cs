using RlQuery.Core.Data;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Pictures;

/// <summary>Windows around labelled regions, and which scores of them count for how much.</summary>
/// <param name="scale">Scales the channels.</param>
/// <param name="side">Side of a window, in places; smaller where a picture has fewer.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class RegionBatch(ChannelScale scale, int side, int classes)
{
    private readonly List<(PictureView View, int Top, int Left)> _windows = [];
    private readonly List<long> _places = [];
    private readonly List<float> _shares = [];

    /// <summary>Adds the window around a region.</summary>
    /// <param name="view">The picture; all of one size.</param>
    /// <param name="region">The region's number.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">What its label counts.</param>
    public void Add(PictureView view, int region, int label, double weight)
    {
        (int Place, float Share)[] places = view.Regions[region];
        (int height, int width) = (Math.Min(side, view.Rows), Math.Min(side, view.Columns));
        double row = places.Sum(one => (double)one.Share * (one.Place / view.Columns));
        double column = places.Sum(one => (double)one.Share * (one.Place % view.Columns));
        int top = Math.Clamp((int)Math.Round(row - ((height - 1) / 2.0)), 0, view.Rows - height);
        int left = Math.Clamp((int)Math.Round(column - ((width - 1) / 2.0)), 0, view.Columns - width);
        (int Place, float Share)[] inside = [.. places.Where(IsInside)];
        if (inside.Length == 0)
        {
            // A ring may have its centre outside itself.
            top = Math.Min(places[0].Place / view.Columns, view.Rows - height);
            left = Math.Min(places[0].Place % view.Columns, view.Columns - width);
            inside = [.. places.Where(IsInside)];
        }
        double sum = inside.Sum(one => (double)one.Share);
        foreach ((int place, float share) in inside)
        {
            int at = (((place / view.Columns) - top) * width) + (place % view.Columns) - left;
            _places.Add((((_windows.Count * classes) + label) * height * width) + at);
            _shares.Add((float)(-weight * share / sum));
        }
        _windows.Add((view, top, left));

        bool IsInside((int Place, float Share) one) =>
            one.Place / view.Columns - top is >= 0 and int down && down < height && one.Place % view.Columns - left is >= 0 and int across && across < width;
    }

    /// <summary>The cross-entropy of the regions' places, weighted by how much of a region lies at each.</summary>
    /// <param name="score">Scores pictures.</param>
    /// <param name="device">Where it computes.</param>
    public torch.Tensor Loss(Func<torch.Tensor, torch.Tensor> score, torch.Device device)
    {
        PictureView first = _windows[0].View;
        (int height, int width) = (Math.Min(side, first.Rows), Math.Min(side, first.Columns));
        int size = first.Channels * height * width;
        float[] values = new float[_windows.Count * size];
        foreach ((int i, (PictureView view, int top, int left)) in _windows.Index())
        {
            scale.Copy(view, top, left, height, width, values.AsSpan(i * size, size));
        }
        torch.Tensor logarithms = score(TensorData.FromSpan(values, device, _windows.Count, first.Channels, height, width)).log_softmax(1).reshape(-1);
        return logarithms.index_select(0, TensorData.FromSpan([.. _places], device, _places.Count))
            .mul(TensorData.FromSpan([.. _shares], device, _shares.Count)).sum();
    }
}
