using SkiaSharp;

namespace RlQuery.Studio.Tests;

/// <summary>Pictures that are drawn for tests.</summary>
internal static class TestPictures
{
    private static readonly SKColor[] Colours = [new(0xC8, 0x4B, 0x31), new(0x2D, 0x6A, 0x8F), new(0x5B, 0x8C, 0x3A)];

    /// <summary>A round dot of one of three colours on grey, as a PNG file.</summary>
    public static byte[] Dot(uint colour)
    {
        using var bitmap = new SKBitmap(240, 160);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = Colours[colour % Colours.Length], IsAntialias = true };
        canvas.Clear(new SKColor(0xD8, 0xD4, 0xCC));
        canvas.DrawCircle(80 + (40 * (colour % 3)), 80, 56, paint);
        canvas.Flush();
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
