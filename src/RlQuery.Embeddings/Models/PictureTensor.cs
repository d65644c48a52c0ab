using SkiaSharp;

namespace RlQuery.Embeddings.Models;

/// <summary>A picture as a model takes it: scaled until its shorter side fits, and cut to the middle.</summary>
internal static class PictureTensor
{
    /// <summary>The values of a picture, channel by channel (red, green, blue), row by row, 0 to 255; what is transparent is white.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <returns>[3 x height x width].</returns>
    public static float[] Of(SKBitmap picture, int width, int height)
    {
        float scale = Math.Max((float)width / picture.Width, (float)height / picture.Height);
        return Of(picture, width, height, picture.Width * scale, picture.Height * scale);
    }

    /// <summary>The same of the whole picture, whose sides may be scaled differently.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <returns>[3 x height x width].</returns>
    public static float[] Stretch(SKBitmap picture, int width, int height) => Of(picture, width, height, width, height);

    private static float[] Of(SKBitmap picture, int width, int height, float wide, float high)
    {
        using var scaled = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(scaled))
        using (var image = SKImage.FromBitmap(picture))
        {
            canvas.Clear(SKColors.White);
            (float left, float top) = ((width - wide) / 2, (height - high) / 2);
            // Smaller copies of a large picture are made first, so that all of its pixels count.
            canvas.DrawImage(image, new SKRect(left, top, left + wide, top + high), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        ReadOnlySpan<byte> pixels = scaled.GetPixelSpan();
        int area = width * height;
        float[] values = new float[3 * area];
        for (int pixel = 0; pixel < area; pixel++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                values[(channel * area) + pixel] = pixels[(pixel * 4) + channel];
            }
        }
        return values;
    }
}
