using RlQuery.Embeddings.Regions;
using SkiaSharp;

namespace RlQuery.Embeddings.Tests.Regions;

public sealed class SuperpixelsTests
{
    /// <remarks>Values of sRGB colours under D65, as in the tables of B. Lindbloom.</remarks>
    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 255, 0, 87.73, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    public void Colours_have_their_published_CIELAB_values(byte red, byte green, byte blue, double lightness, double a, double b)
    {
        using var bitmap = Paint(1, 1, (_, _) => new SKColor(red, green, blue));
        ReadOnlySpan<float> lab = new LabPicture(bitmap).At(0, 0);
        Assert.Equal([lightness, a, b], [.. lab.ToArray().Select(value => (double)value)], new Near(0.05));
    }

    [Fact]
    public void Regions_are_numbered_from_zero_connected_and_about_as_many_as_asked_for()
    {
        using var bitmap = Paint(90, 60, (x, y) => new SKColor((byte)(x * 255 / 90), (byte)(y * 4), (byte)(x * y / 24)));
        int[] regions = Superpixels.Of(new LabPicture(bitmap), 40, 10);
        int count = regions.Max() + 1;
        Assert.Equal(Enumerable.Range(0, count), regions.Distinct().Order());
        Assert.InRange(count, 25, 55);
        // Joined once more, nothing changes: each region is one piece already.
        Assert.Equal(regions, new ConnectedRegions(regions, 90, 60).Join(0));
        Assert.Equal(regions, Superpixels.Of(new LabPicture(bitmap), 40, 10));
    }

    [Fact]
    public void A_sharp_edge_is_an_edge_of_regions()
    {
        using var bitmap = Paint(61, 40, (x, y) => x < 23 ? SKColors.Red : y < 17 ? SKColors.Blue : SKColors.Lime);
        int[] regions = Superpixels.Of(new LabPicture(bitmap), 24, 10);
        Assert.All(regions.Index().GroupBy(pixel => pixel.Item), region => Assert.Single(region.Select(pixel =>
            pixel.Index % 61 < 23 ? 0 : pixel.Index / 61 < 17 ? 1 : 2).Distinct()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 50)]
    [InlineData(3, 2)]
    public void Pictures_of_few_pixels_have_regions_as_well(int width, int height)
    {
        using var bitmap = Paint(width, height, (x, _) => x == 0 ? SKColors.Red : SKColors.Blue);
        int[] regions = Superpixels.Of(new LabPicture(bitmap), 100, 10);
        Assert.Equal(width * height, regions.Length);
        Assert.Equal(Enumerable.Range(0, regions.Max() + 1), regions.Distinct().Order());
    }

    [Fact]
    public void The_mean_of_a_map_over_a_region_is_exact_where_the_map_is_linear()
    {
        const int Side = 16;
        int[] regions = [.. Enumerable.Range(0, Side * Side).Select(pixel => (pixel % Side < 8 ? 0 : 1) + (pixel / Side < 8 ? 0 : 2))];
        var places = new RegionPlaces(Side, Side, regions, 4, 8, 8);
        float[] constant = [.. Enumerable.Repeat(3f, 64)];
        Assert.All(Enumerable.Range(0, 4), region => Assert.Equal(3, places.Mean(region, constant), 1e-5));
        // The map of x: its places lie at 0.5, 2.5, ... pixels from the left edge plus a half; the outermost half place is flat.
        float[] across = [.. Enumerable.Range(0, 64).Select(place => (float)(place % 8))];
        double left = Enumerable.Range(0, 8).Average(x => Math.Clamp(((x + 0.5) / 2) - 0.5, 0, 7));
        Assert.Equal(left, places.Mean(0, across), 1e-5);
        Assert.Equal(7 - left, places.Mean(3, across), 1e-5);
    }

    internal static SKBitmap Paint(int width, int height, Func<int, int, SKColor> colour)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            bitmap.SetPixel(pixel % width, pixel / width, colour(pixel % width, pixel / width));
        }
        return bitmap;
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double obj) => 0;
    }
}
