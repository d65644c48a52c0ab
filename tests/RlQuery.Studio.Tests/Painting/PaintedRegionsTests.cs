using RlQuery.Core.Numerics;
using RlQuery.Studio.Painting;

namespace RlQuery.Studio.Tests.Painting;

public sealed class PaintedRegionsTests
{
    private const int Width = 37;
    private const int Height = 23;

    [Fact]
    public void A_brush_covers_the_pixels_whose_centres_it_comes_as_near_as_its_radius()
    {
        var draws = new Pcg64(3);
        for (int time = 0; time < 200; time++)
        {
            (double X, double Y)[] points = [.. Enumerable.Range(0, 1 + draws.NextInt(4)).Select(_ => Point(draws))];
            double radius = 0.3 + (9 * draws.NextDouble());
            PaintLayer layer = Layer(new Stroke(2, radius, points));
            IsPainted(layer, (x, y) => points.Index().Any(one => Distance(points[Math.Max(0, one.Index - 1)], one.Item, x, y) <= radius));
        }
    }

    [Fact]
    public void A_polygon_covers_the_pixels_whose_centres_are_in_it_also_where_it_crosses_itself()
    {
        var draws = new Pcg64(4);
        for (int time = 0; time < 200; time++)
        {
            (double X, double Y)[] corners = [.. Enumerable.Range(0, 3 + draws.NextInt(6)).Select(_ => Point(draws))];
            IsPainted(Layer(new Stroke(2, 0, corners)), (x, y) => IsInside(corners, x, y));
        }
        IsPainted(Layer(new Stroke(2, 0, [(1, 1), (20, 20)])), (_, _) => false);
    }

    [Fact]
    public void More_than_half_of_a_region_answers_it_and_the_later_stroke_counts_where_two_overlap()
    {
        // Two regions of 10 x 10 pixels beside each other.
        int[] regionOf = [.. Enumerable.Range(0, 200).Select(pixel => pixel % 20 / 10)];
        Stroke Band(int label, double left, double right) => new(label, 0, [(left, 0), (right, 0), (right, 10), (left, 10)]);
        Assert.Empty(PaintedRegions.Of(20, regionOf, []));
        Assert.Empty(PaintedRegions.Of(20, regionOf, [Band(0, 0, 5)]));
        Assert.Equal([(0, 0)], PaintedRegions.Of(20, regionOf, [Band(0, 0, 6)]));
        Assert.Equal([(0, 0), (1, 1)], PaintedRegions.Of(20, regionOf, [Band(0, 0, 20), Band(1, 10, 20)]));
        // Half of each class is more than half of none.
        Assert.Equal([(1, 0)], PaintedRegions.Of(20, regionOf, [Band(0, 0, 20), Band(1, 0, 5)]));
        Assert.Equal([(0, 1)], PaintedRegions.Of(20, regionOf, [Band(0, 0, 6), Band(1, 0, 10)]));
        // What leaves the picture is cut off.
        Assert.Equal([(0, 3), (1, 3)], PaintedRegions.Of(20, regionOf, [new Stroke(3, 60, [(-50, -50), (-20, 5), (40, 5)])]));
        Assert.Empty(PaintedRegions.Of(20, regionOf, [new Stroke(3, 5, [(-50, -50), (90, -50)])]));
    }

    private static PaintLayer Layer(Stroke stroke)
    {
        var layer = new PaintLayer(Width, Height);
        layer.Add(stroke);
        return layer;
    }

    private static void IsPainted(PaintLayer layer, Func<double, double, bool> isWanted)
    {
        for (int pixel = 0; pixel < Width * Height; pixel++)
        {
            Assert.Equal(isWanted((pixel % Width) + 0.5, (pixel / Width) + 0.5) ? 2 : -1, layer[pixel]);
        }
    }

    private static (double X, double Y) Point(Pcg64 draws) => ((50 * draws.NextDouble()) - 7, (35 * draws.NextDouble()) - 6);

    private static double Distance((double X, double Y) a, (double X, double Y) b, double x, double y)
    {
        (double across, double down) = (b.X - a.X, b.Y - a.Y);
        double length = (across * across) + (down * down);
        double share = length == 0 ? 0 : Math.Clamp((((x - a.X) * across) + ((y - a.Y) * down)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(x - a.X - (share * across), 2) + Math.Pow(y - a.Y - (share * down), 2));
    }

    // By a ray upwards.
    private static bool IsInside((double X, double Y)[] corners, double x, double y)
    {
        int crossed = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            ((double X, double Y) a, (double X, double Y) b) = (corners[i], corners[(i + 1) % corners.Length]);
            crossed += (a.X < x) != (b.X < x) && a.Y + ((x - a.X) / (b.X - a.X) * (b.Y - a.Y)) < y ? 1 : 0;
        }
        return crossed % 2 == 1;
    }
}
