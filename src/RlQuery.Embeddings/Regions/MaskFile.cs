using RlQuery.MicrosoftML;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>Reads masks of pictures.</summary>
internal static class MaskFile
{
    /// <summary>The class of each pixel of a mask.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">What its pixels mean.</param>
    /// <param name="width">Width of its picture in pixels.</param>
    /// <param name="height">Height of its picture in pixels.</param>
    /// <param name="fault">What is wrong with it; null if nothing is.</param>
    /// <returns>Classes row by row, -1 for none; null where something is wrong.</returns>
    public static int[]? Read(string path, MaskClasses classes, int width, int height, out string? fault)
    {
        string? unfit = File.Exists(path) ? FaultOfDepth(path) : null;
        string? unread = null;
        int[]? classOf = unfit is null ? PictureFile.Read<int[]>(path, mask => Classify(mask, classes, width, height, out unfit), out unread) : null;
        fault = unread ?? unfit;
        return fault is null ? classOf : null;
    }

    // Decoders make 8 bits of 16, and classes would be lost. The depth stands after the length and name of the first chunk and the two sides.
    private static string? FaultOfDepth(string path)
    {
        const int Depth = 24;
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[Depth + 1];
        bool isWhole = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length;
        return isWhole && start.AsSpan(1, 3).SequenceEqual("PNG"u8) && start[Depth] == 16
            ? "has 16 bits a value; save masks with 8, whose values go from 0 to 255" : null;
    }

    private static int[]? Classify(SKBitmap mask, MaskClasses classes, int width, int height, out string? fault)
    {
        if (mask.Width != width || mask.Height != height)
        {
            fault = $"is of {mask.Width} x {mask.Height} pixels, and its picture of {width} x {height}; they must be of one size";
            return null;
        }
        return classes.Classify(mask, out fault);
    }
}
