using RlQuery.MicrosoftML.Augmentation;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>Draws a region in its picture: the rest is darker, and a bright line runs around it.</summary>
internal static class RegionOutline
{
    // Small pictures are drawn larger, so that the line does not hide the region.
    private const int LeastWidth = 480;

    private static readonly byte[] Line = [255, 230, 0];

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="picture">RGBA, 8 bits each.</param>
    /// <param name="regionOf">The region of each pixel, row by row.</param>
    /// <param name="region">The region.</param>
    public static byte[] Png(SKBitmap picture, int[] regionOf, int region)
    {
        int times = Math.Max(1, LeastWidth / picture.Width);
        (int width, int height) = (picture.Width * times, picture.Height * times);
        ReadOnlySpan<byte> from = picture.GetPixelSpan();
        byte[] to = new byte[width * height * Picture.Channels];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, width);
            bool inside = IsIn(x, y);
            bool line = !inside && (IsIn(x - 1, y) || IsIn(x + 1, y) || IsIn(x, y - 1) || IsIn(x, y + 1));
            ReadOnlySpan<byte> own = from.Slice((((y / times) * picture.Width) + (x / times)) * Picture.Channels, Picture.Channels);
            for (int channel = 0; channel < 3; channel++)
            {
                to[(pixel * Picture.Channels) + channel] = line ? Line[channel] : inside ? own[channel] : (byte)(own[channel] * 3 / 4);
            }
            to[(pixel * Picture.Channels) + 3] = 255;
        }
        return new Picture(width, height, to).ToPng();

        bool IsIn(int x, int y) => x >= 0 && y >= 0 && x < width && y < height && regionOf[((y / times) * picture.Width) + (x / times)] == region;
    }
}
