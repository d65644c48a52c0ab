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
        float[] values = PictureTensor.Stretch(picture, _settings.Width, _settings.Height);
        _settings.Normalize(values);
        using var input = OrtValue.CreateTensorValueFromMemory(values, [1, 3, _settings.Height, _settings.Width]);
        float[][] vectors = [.. Enumerable.Range(0, count).Select(_ => new float[Dimensions])];
        int offset = 0;
        _model.Run(new Dictionary<string, OrtValue> { [_model.Inputs.Keys.Single()] = input }, Layers, (_, numbers, shape) =>
        {
            (int channels, int rows, int columns) = ((int)shape[1], (int)shape[2], (int)shape[3]);
            var places = new RegionPlaces(picture.Width, picture.Height, regionOf, count, columns, rows);
            for (int channel = 0; channel < channels; channel++)
            {
                ReadOnlySpan<float> map = numbers.Slice(channel * rows * columns, rows * columns);
                for (int region = 0; region < count; region++)
                {
                    vectors[region][offset + channel] = places.Mean(region, map);
                }
            }
            offset += channels;
        });
        return vectors;
    }
}
