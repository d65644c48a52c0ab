using RlQuery.Core.Data.Text;
using SkiaSharp;

namespace RlQuery.MicrosoftML;

/// <summary>Reads image files; several at once share a budget of memory.</summary>
internal static class PictureFile
{
    private const int Largest = 100_000_000;

    // The largest picture alone takes 400 MB; several small ones are decoded at once.
    private static readonly MemoryBudget Budget = new(400_000_000);

    /// <summary>Reads an image file.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="use">Given its pixels: RGBA, 8 bits each, alpha not multiplied in. They are gone when it returns.</param>
    /// <param name="fault">What is wrong with the file; null if nothing is.</param>
    /// <returns>What was made of it; null if it cannot be read.</returns>
    public static T? Read<T>(string path, Func<SKBitmap, T?> use, out string? fault)
        where T : class
    {
        fault = FaultOf(path);
        if (fault is not null)
        {
            return null;
        }
        SKCodec? codec = SKCodec.Create(path);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height is <= 0 or > Largest)
        {
            codec?.Dispose();
            fault = "is no image that can be read (png, jpeg, gif, bmp or webp, at most 100 million pixels)";
            return null;
        }
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using IDisposable share = Budget.Take(info.BytesSize64);
        using var bitmap = new SKBitmap(info);
        // A decoder may hold more than the picture: it is gone before the picture is used.
        using (codec)
        {
            fault = codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success ? null : "is a damaged image, or cut short";
        }
        // What does not change is not copied where it is drawn.
        bitmap.SetImmutable();
        return fault is null ? use(bitmap) : null;
    }

    /// <summary>What keeps a file from being read, before it is opened; null if nothing does.</summary>
    /// <param name="path">The file.</param>
    public static string? FaultOf(string path) => !File.Exists(path) ? "is not there: no such file beside the table"
        : InputFile.LengthOf(path) is not > 0 ? "is empty, or a pipe or a device, which is not read"
        : InputFile.LengthOf(path) > InputFile.MostBytes ? $"is larger than {InputFile.MostBytes} bytes" : null;
}
