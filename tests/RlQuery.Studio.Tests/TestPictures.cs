using SkiaSharp;

namespace RlQuery.Studio.Tests;

/// <summary>Pictures that are drawn for tests.</summary>
internal static class TestPictures
{
    /// <summary>Size of a landscape, and of its regions, which are much as large.</summary>
    public const int Width = 320;
    public const int Height = 240;
    public const int Step = 40;
    public const int Across = Width / Step;
    public const int Down = Height / Step;

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

    /// <summary>A landscape of three parts, sky, hills and road, with a map that divides it into regions.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="map">Its map.</param>
    /// <returns>The region of each pixel, row by row.</returns>
    public static int[] Landscape(string path, string map)
    {
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor(0x9C, 0xC4, 0xE4));
            using var hills = new SKPaint { Color = Colours[2], IsAntialias = true };
            using var road = new SKPaint { Color = new SKColor(0x70, 0x6C, 0x68), IsAntialias = true };
            canvas.DrawRect(0, 110, Width, Height, hills);
            canvas.DrawCircle(80, 130, 70, hills);
            canvas.DrawCircle(230, 140, 80, hills);
            using var way = new SKPath();
            way.AddPoly([new(60, Height), new(150, 120), new(170, 120), new(280, Height)]);
            canvas.DrawPath(way, road);
        }
        Write(path, bitmap);
        int[] regionOf = [.. Enumerable.Range(0, Width * Height).Select(pixel => RegionOf(pixel % Width, pixel / Width))];
        using var numbers = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        numbers.Pixels = [.. regionOf.Select(region => new SKColor((byte)region, (byte)(region >> 8), 0))];
        Write(map, numbers);
        return regionOf;
    }

    // The nearest of centres that stand on a grid, each a little beside its place.
    private static int RegionOf(int x, int y)
    {
        (int column, int row) = (x / Step, y / Step);
        return Enumerable.Range(0, Across * Down).MinBy(region =>
        {
            (int c, int r) = (region % Across, region / Across);
            double across = ((c + 0.5) * Step) + (8 * Math.Sin((3 * c) + (5 * r))) - x;
            double down = ((r + 0.5) * Step) + (8 * Math.Cos((7 * c) + (2 * r))) - y;
            return Math.Abs(c - column) > 1 || Math.Abs(r - row) > 1 ? double.PositiveInfinity : (across * across) + (down * down);
        });
    }

    private static void Write(string path, SKBitmap bitmap)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());
    }
}
