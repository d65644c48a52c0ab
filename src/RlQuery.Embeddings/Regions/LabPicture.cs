using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>A picture in CIELAB, in which distances are much as eyes see them.</summary>
/// <remarks>From sRGB by IEC 61966-2-1, with the white of D65.</remarks>
internal sealed class LabPicture
{
    private const int Channels = 3;

    // XYZ of red, green and blue, divided by the white.
    private static readonly double[,] ToXyz =
    {
        { 0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047 },
        { 0.2126729, 0.7151522, 0.0721750 },
        { 0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883 },
    };

    private static readonly double[] Linear =
    [
        .. Enumerable.Range(0, 256).Select(value => value / 255.0).Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)),
    ];

    private readonly float[] _values;

    /// <summary>Converts a picture; what is transparent is as if it were not.</summary>
    /// <param name="picture">RGBA, 8 bits each.</param>
    public LabPicture(SKBitmap picture)
    {
        (Width, Height) = (picture.Width, picture.Height);
        ReadOnlySpan<byte> pixels = picture.GetPixelSpan();
        _values = new float[Width * Height * Channels];
        for (int pixel = 0; pixel < Width * Height; pixel++)
        {
            ReadOnlySpan<byte> colour = pixels.Slice(pixel * 4, Channels);
            double x = Root(Mix(0, colour));
            double y = Root(Mix(1, colour));
            double z = Root(Mix(2, colour));
            _values[pixel * Channels] = (float)((116 * y) - 16);
            _values[(pixel * Channels) + 1] = (float)(500 * (x - y));
            _values[(pixel * Channels) + 2] = (float)(200 * (y - z));
        }
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Lightness (0 to 100), green to red and blue to yellow (about -100 to 100).</summary>
    public ReadOnlySpan<float> At(int x, int y) => _values.AsSpan(((y * Width) + x) * Channels, Channels);

    private static double Mix(int row, ReadOnlySpan<byte> colour) =>
        (ToXyz[row, 0] * Linear[colour[0]]) + (ToXyz[row, 1] * Linear[colour[1]]) + (ToXyz[row, 2] * Linear[colour[2]]);

    private static double Root(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
