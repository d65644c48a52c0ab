using RlQuery.MicrosoftML.Augmentation;

namespace RlQuery.Studies.Segmentation;

/// <summary>A picture, and which region each of its pixels is in.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Pixels">RGBA, 8 bits each, row by row.</param>
/// <param name="RegionOf">The region of each pixel, row by row.</param>
/// <param name="Rows">The row of the table that each region is.</param>
public sealed record MappedPicture(int Width, int Height, byte[] Pixels, int[] RegionOf, IReadOnlyList<int> Rows)
{
    /// <summary>The picture as a PNG file: as it was divided, whatever a camera says of its orientation.</summary>
    public byte[] ToPng() => new Picture(Width, Height, Pixels).ToPng();

    /// <summary>The mean place of each region, in pixels.</summary>
    internal (double X, double Y)[] Centres()
    {
        double[] x = new double[Rows.Count];
        double[] y = new double[Rows.Count];
        int[] counts = new int[Rows.Count];
        for (int pixel = 0; pixel < RegionOf.Length; pixel++)
        {
            int region = RegionOf[pixel];
            (x[region], y[region]) = (x[region] + (pixel % Width), y[region] + (pixel / Width));
            counts[region]++;
        }
        return [.. counts.Select((count, region) => (x[region] / Math.Max(1, count), y[region] / Math.Max(1, count)))];
    }
}
