using System.Runtime.InteropServices;
using SkiaSharp;

namespace RlQuery.MicrosoftML.Augmentation;

/// <summary>The pixels of a picture.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Pixels">Row by row: red, green, blue and alpha, 8 bits each; alpha not multiplied in.</param>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    /// <summary>Values of a pixel.</summary>
    public const int Channels = 4;

    /// <summary>Reads an image file; null if it cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static Picture? Read(string path) =>
        PictureFile.Read(path, bitmap => new Picture(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan().ToArray()), out _);

    /// <summary>A picture of the same size.</summary>
    /// <param name="valueAt">The value of a channel at a place: x, y, channel.</param>
    public Picture Map(Func<int, int, int, byte> valueAt)
    {
        byte[] pixels = new byte[Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            int pixel = i / Channels;
            pixels[i] = valueAt(pixel % Width, pixel / Width, i % Channels);
        }
        return this with { Pixels = pixels };
    }

    /// <summary>The value of a channel.</summary>
    public byte At(int x, int y, int channel) => Pixels[(((y * Width) + x) * Channels) + channel];

    /// <summary>The bytes of a PNG file.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(Pixels, 0, bitmap.GetPixels(), Pixels.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
