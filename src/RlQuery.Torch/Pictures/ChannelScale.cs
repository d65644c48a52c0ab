using RlQuery.Core.Data;

namespace RlQuery.Torch.Pictures;

/// <summary>Brings each channel to mean 0 and deviation 1 over pictures.</summary>
internal sealed class ChannelScale
{
    private const double LeastVariance = 1e-6;

    private readonly float[] _mean;
    private readonly float[] _factor;

    /// <summary>Measures pictures.</summary>
    /// <param name="views">At least one, all of the same channels; each is looked at once.</param>
    public ChannelScale(IEnumerable<PictureView> views)
    {
        double[] sums = [];
        double[] squares = [];
        double count = 0;
        foreach (PictureView view in views)
        {
            int area = view.Rows * view.Columns;
            if (sums.Length == 0)
            {
                (sums, squares) = (new double[view.Channels], new double[view.Channels]);
            }
            for (int channel = 0; channel < view.Channels; channel++)
            {
                foreach (float value in view.Values.AsSpan(channel * area, area))
                {
                    sums[channel] += value;
                    squares[channel] += (double)value * value;
                }
            }
            count += area;
        }
        _mean = Array.ConvertAll(sums, sum => (float)(sum / count));
        _factor = [.. squares.Zip(sums, (square, sum) => (float)(1 / Math.Sqrt(Math.Max(LeastVariance, (square / count) - (sum / count * (sum / count))))))];
    }

    /// <summary>Copies a window of a picture.</summary>
    /// <param name="view">The picture.</param>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="target">Receives [channels x height x width].</param>
    public void Copy(PictureView view, int top, int left, int height, int width, Span<float> target)
    {
        int at = 0;
        for (int channel = 0; channel < view.Channels; channel++)
        {
            (float mean, float factor) = (_mean[channel], _factor[channel]);
            for (int row = top; row < top + height; row++)
            {
                foreach (float value in view.Values.AsSpan((((channel * view.Rows) + row) * view.Columns) + left, width))
                {
                    target[at++] = (value - mean) * factor;
                }
            }
        }
    }
}
