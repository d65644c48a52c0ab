using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>The regions of one picture.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="RegionOf">The region of each pixel, row by row.</param>
/// <param name="Vectors">Features of each region, by <see cref="Names"/>.</param>
/// <param name="Places">Mean x and y of each region, in pixels.</param>
internal sealed record PictureRegions(int Width, int Height, int[] RegionOf, float[][] Vectors, (double X, double Y)[] Places)
{
    /// <summary>Names of the features: colour, place, size, and what ResNet18 sees.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "lightness", "green-red", "blue-yellow", "lightness deviation", "green-red deviation", "blue-yellow deviation", "x", "y", "size",
        .. Enumerable.Range(0, FeatureMaps.Dimensions).Select(i => FormattableString.Invariant($"resnet18#{i}")),
    ];

    /// <summary>Number of regions.</summary>
    public int Count => Vectors.Length;

    /// <summary>Divides a picture and describes its regions.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="options">How many regions, and of which shape.</param>
    /// <param name="maps">What the model sees.</param>
    public static PictureRegions Of(SKBitmap picture, RegionOptions options, FeatureMaps maps)
    {
        var lab = new LabPicture(picture);
        int[] regionOf = Superpixels.Of(lab, options.Count, options.Compactness);
        int count = regionOf.Max() + 1;
        var sums = new double[count, 9];
        for (int pixel = 0; pixel < regionOf.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, picture.Width);
            ReadOnlySpan<float> colour = lab.At(x, y);
            int region = regionOf[pixel];
            for (int channel = 0; channel < 3; channel++)
            {
                sums[region, channel] += colour[channel];
                sums[region, 3 + channel] += (double)colour[channel] * colour[channel];
            }
            sums[region, 6] += x;
            sums[region, 7] += y;
            sums[region, 8]++;
        }
        float[][] seen = maps.Encode(picture, regionOf, count);
        return new PictureRegions(
            picture.Width, picture.Height, regionOf, [.. seen.Select((vector, region) => (float[])[.. Describe(region), .. vector])],
            [.. Enumerable.Range(0, count).Select(region => (sums[region, 6] / sums[region, 8], sums[region, 7] / sums[region, 8]))]);

        IEnumerable<float> Describe(int region)
        {
            double size = sums[region, 8];
            double[] means = [.. Enumerable.Range(0, 3).Select(channel => sums[region, channel] / size)];
            IEnumerable<double> deviations = means.Select((mean, channel) => Math.Sqrt(Math.Max(0, (sums[region, 3 + channel] / size) - (mean * mean))));
            return
            [
                .. means.Concat(deviations).Select(value => (float)value), (float)(sums[region, 6] / size / picture.Width),
                (float)(sums[region, 7] / size / picture.Height), (float)Math.Log(size / regionOf.Length),
            ];
        }
    }

    /// <summary>Pixels of each class in each region; pixels of no class are left out.</summary>
    /// <param name="classOf">The class of each pixel, row by row; negative for none.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>[regions][classes].</returns>
    public int[][] CountPixels(int[] classOf, int classes)
    {
        int[][] counts = [.. Enumerable.Range(0, Count).Select(_ => new int[classes])];
        for (int pixel = 0; pixel < classOf.Length; pixel++)
        {
            if (classOf[pixel] >= 0)
            {
                counts[RegionOf[pixel]][classOf[pixel]]++;
            }
        }
        return counts;
    }
}
