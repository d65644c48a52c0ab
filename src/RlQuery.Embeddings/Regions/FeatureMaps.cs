using Microsoft.ML.OnnxRuntime;
using RlQuery.Embeddings.Models;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>What ResNet18 sees at each place of a picture: the output of its first three stages of layers.</summary>
/// <remarks>
/// Stages two to four of K. He and others (2016), table 1: 64, 128 and 256 channels of 56 x 56, 28 x 28 and 14 x 14 places. The whole picture is scaled to the
/// model's square, whatever its sides, so that every region is seen.
/// </remarks>
internal sealed class FeatureMaps
{
    /// <summary>Length of the vector of a region.</summary>
    public const int Dimensions = 64 + 128 + 256;

    private static readonly string[] Layers = ["ReLU283_Output_0", "ReLU315_Output_0", "ReLU347_Output_0"];

    private readonly OnnxModel _model;
    private readonly ImageModelSettings _settings;

    /// <summary>Loads the model.</summary>
    /// <exception cref="Core.InvalidInputException">Its files are not beside the program.</exception>
    public FeatureMaps() => (_model, _settings) = PackagedImages.LoadResNet18(Layers);

    /// <summary>What tells these numbers from others.</summary>
    public static string Identity => $"{PackagedImages.ResNet18.Identity.Replace(" crop", "", StringComparison.Ordinal)} stages";

    /// <summary>The vector of each region of a picture: the mean over its pixels, each of which lies between four places.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="regionOf">The region of each pixel, row by row.</param>
    /// <param name="count">Number of regions; each has a pixel.</param>
    /// <returns>[regions][<see cref="Dimensions"/>].</returns>
    public float[][] Encode(SKBitmap picture, int[] regionOf, int count)
    {
        float[][] vectors = [.. Enumerable.Range(0, count).Select(_ => new float[Dimensions])];
        int offset = 0;
        Run(picture, (maps, channels, rows, columns) =>
        {
            var places = new RegionPlaces(picture.Width, picture.Height, regionOf, count, columns, rows);
            for (int channel = 0; channel < channels; channel++)
            {
                ReadOnlySpan<float> map = maps.Slice(channel * rows * columns, rows * columns);
                for (int region = 0; region < count; region++)
                {
                    vectors[region][offset + channel] = places.Mean(region, map);
                }
            }
            offset += channels;
        });
        return vectors;
    }

    /// <summary>The maps of all channels, brought to one size: each value lies between four of its map's.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="side">Places across, and down.</param>
    /// <param name="values">Receives [<see cref="Dimensions"/> x side x side].</param>
    public void Fill(SKBitmap picture, int side, Span<float> values)
    {
        float[] all = new float[Dimensions * side * side];
        int at = 0;
        Run(picture, (maps, channels, rows, columns) =>
        {
            (int Before, double Share)[] down = [.. Enumerable.Range(0, side).Select(i => RegionPlaces.Between(i, side, rows))];
            (int Before, double Share)[] across = [.. Enumerable.Range(0, side).Select(i => RegionPlaces.Between(i, side, columns))];
            for (int channel = 0; channel < channels; channel++)
            {
                ReadOnlySpan<float> map = maps.Slice(channel * rows * columns, rows * columns);
                foreach ((int top, double low) in down)
                {
                    ReadOnlySpan<float> upper = map.Slice(top * columns, columns);
                    ReadOnlySpan<float> lower = map.Slice((top + 1) * columns, columns);
                    foreach ((int left, double right) in across)
                    {
                        double above = upper[left] + (right * (upper[left + 1] - upper[left]));
                        double below = lower[left] + (right * (lower[left + 1] - lower[left]));
                        all[at++] = (float)(above + (low * (below - above)));
                    }
                }
            }
        });
        all.CopyTo(values);
    }

    private delegate void UseMaps(ReadOnlySpan<float> maps, int channels, int rows, int columns);

    private void Run(SKBitmap picture, UseMaps use)
    {
        float[] values = PictureTensor.Stretch(picture, _settings.Width, _settings.Height);
        _settings.Normalize(values);
        using var input = OrtValue.CreateTensorValueFromMemory(values, [1, 3, _settings.Height, _settings.Width]);
        _model.Run(new Dictionary<string, OrtValue> { [_model.Inputs.Keys.Single()] = input }, Layers, (_, numbers, shape) =>
            use(numbers, (int)shape[1], (int)shape[2], (int)shape[3]));
    }
}
