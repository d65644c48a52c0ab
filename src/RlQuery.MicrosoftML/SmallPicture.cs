using System.Runtime.InteropServices;

namespace RlQuery.MicrosoftML;

/// <summary>A scaled-down image: 16 x 16 brightnesses, and 4 x 4 values each of red against green and of blue against yellow.</summary>
/// <remarks>
/// Each value is the mean over its part of the image, which is stretched to a square; what is transparent is white. Brightness is 0.299 R + 0.587 G + 0.114 B
/// (ITU-R BT.601) in [0, 1]. Values are whole multiples of 1 / 65536, so that their sums do not depend on the order of images.
/// </remarks>
internal sealed class SmallPicture
{
    private const int Grey = 16;
    private const int Colour = 4;
    private const double Steps = 1 << 16;

    private SmallPicture(float[] pixels, bool isColoured)
    {
        Pixels = pixels;
        IsColoured = isColoured;
    }

    /// <summary>Values of a picture without colours.</summary>
    public const int GreyValues = Grey * Grey;

    /// <summary>Values of a picture.</summary>
    public const int Values = GreyValues + (2 * Colour * Colour);

    /// <summary>Brightnesses row by row, then redness, then blueness.</summary>
    public float[] Pixels { get; }

    /// <summary>Whether any pixel is not grey.</summary>
    public bool IsColoured { get; }

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it; null if nothing is.</param>
    /// <returns>The picture; null if it cannot be read.</returns>
    public static SmallPicture? Read(string path, out string? fault) => PictureFile.Read(
        path, bitmap => Shrink(MemoryMarshal.Cast<byte, Rgba>(bitmap.GetPixelSpan()), bitmap.Width, bitmap.Height), out fault);

    private static SmallPicture Shrink(ReadOnlySpan<Rgba> pixels, int width, int height)
    {
        float[] values = new float[Values];
        bool coloured = false;
        for (int part = 0; part < Grey * Grey; part++)
        {
            (double red, double green, double blue) = Mean(pixels, width, height, part % Grey, part / Grey, Grey, ref coloured);
            values[part] = Round((0.299 * red) + (0.587 * green) + (0.114 * blue));
        }
        for (int part = 0; part < Colour * Colour && coloured; part++)
        {
            (double red, double green, double blue) = Mean(pixels, width, height, part % Colour, part / Colour, Colour, ref coloured);
            values[GreyValues + part] = Round(red - green);
            values[GreyValues + (Colour * Colour) + part] = Round(blue - ((red + green) / 2));
        }
        return new SmallPicture(values, coloured);
    }

    // In an image smaller than the grid, a pixel covers several cells.
    private static (double Red, double Green, double Blue) Mean(ReadOnlySpan<Rgba> pixels, int width, int height, int x, int y, int parts, ref bool coloured)
    {
        (int left, int right) = Part(x, parts, width);
        (int top, int bottom) = Part(y, parts, height);
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int row = top; row < bottom; row++)
        {
            foreach (Rgba pixel in pixels.Slice((row * width) + left, right - left))
            {
                coloured |= pixel.Alpha > 0 && (pixel.Red != pixel.Green || pixel.Green != pixel.Blue);
                int clear = 255 * (255 - pixel.Alpha);
                red += (pixel.Red * pixel.Alpha) + clear;
                green += (pixel.Green * pixel.Alpha) + clear;
                blue += (pixel.Blue * pixel.Alpha) + clear;
            }
        }
        double whole = 255.0 * 255.0 * (right - left) * (bottom - top);
        return (red / whole, green / whole, blue / whole);
    }

    private static (int First, int End) Part(int part, int parts, int size)
    {
        int first = Math.Min((int)((long)part * size / parts), size - 1);
        return (first, Math.Max(first + 1, (int)((long)(part + 1) * size / parts)));
    }

    private static float Round(double value) => (float)(Math.Round(value * Steps) / Steps);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha);
}
