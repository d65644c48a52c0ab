namespace RlQuery.Studio.Painting;

/// <summary>Paint over a picture: each pixel has the class of the last stroke that covers its centre, or none.</summary>
/// <param name="width">Pixels from left to right.</param>
/// <param name="height">Pixels from top to bottom.</param>
internal sealed class PaintLayer(int width, int height)
{
    private readonly ushort[] _paint = new ushort[width * height];

    /// <summary>Place of the class of a pixel; -1 for none.</summary>
    /// <param name="pixel">Its place, row by row.</param>
    public int this[int pixel] => _paint[pixel] - 1;

    /// <summary>Paints over what is there.</summary>
    /// <param name="stroke">The stroke; a brush of one point is a disc, and a polygon of fewer than three points is nothing.</param>
    public void Add(Stroke stroke)
    {
        ushort paint = (ushort)(stroke.Class + 1);
        if (stroke.Radius == 0)
        {
            Fill(stroke.Points, paint);
            return;
        }
        for (int i = 0; i < stroke.Points.Count; i++)
        {
            Draw(stroke.Points[Math.Max(0, i - 1)], stroke.Points[i], stroke.Radius, paint);
        }
    }

    // All pixels whose centre is within a radius of a line: a shape without dents, so that each row has one run of them.
    private void Draw((double X, double Y) from, (double X, double Y) to, double radius, ushort paint)
    {
        (int top, int bottom) = Between(Math.Min(from.Y, to.Y) - radius, Math.Max(from.Y, to.Y) + radius, height);
        for (int row = top; row <= bottom; row++)
        {
            double y = row + 0.5;
            (double left, double right) = (double.PositiveInfinity, double.NegativeInfinity);
            Widen(from, y);
            Widen(to, y);
            Side(from, to, radius, y);
            Side(from, to, -radius, y);
            Run(row, left, right, paint);

            void Widen((double X, double Y) centre, double at)
            {
                double half = Math.Sqrt((radius * radius) - ((at - centre.Y) * (at - centre.Y)));
                if (half >= 0)
                {
                    (left, right) = (Math.Min(left, centre.X - half), Math.Max(right, centre.X + half));
                }
            }

            // Where the row meets an edge that runs beside the line.
            void Side((double X, double Y) start, (double X, double Y) end, double off, double at)
            {
                double length = Math.Sqrt(((end.X - start.X) * (end.X - start.X)) + ((end.Y - start.Y) * (end.Y - start.Y)));
                if (length == 0)
                {
                    return;
                }
                (double x, double y) side = (-(end.Y - start.Y) / length * off, (end.X - start.X) / length * off);
                double share = (at - start.Y - side.y) / (end.Y - start.Y);
                if (share is >= 0 and <= 1)
                {
                    double x = start.X + side.x + (share * (end.X - start.X));
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                }
            }
        }
    }

    // The even-odd rule of graphics: a pixel is inside if a line from it to the left crosses an odd number of edges.
    private void Fill(IReadOnlyList<(double X, double Y)> corners, ushort paint)
    {
        if (corners.Count < 3)
        {
            return;
        }
        (int top, int bottom) = Between(corners.Min(corner => corner.Y), corners.Max(corner => corner.Y), height);
        var crossings = new List<double>();
        for (int row = top; row <= bottom; row++)
        {
            double y = row + 0.5;
            crossings.Clear();
            for (int i = 0; i < corners.Count; i++)
            {
                ((double X, double Y) a, (double X, double Y) b) = (corners[i], corners[(i + 1) % corners.Count]);
                if (a.Y <= y != b.Y <= y)
                {
                    crossings.Add(a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)));
                }
            }
            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
            {
                Run(row, crossings[i], crossings[i + 1], paint);
            }
        }
    }

    private void Run(int row, double left, double right, ushort paint)
    {
        (int first, int last) = Between(left, right, width);
        if (last >= first)
        {
            _paint.AsSpan((row * width) + first, last - first + 1).Fill(paint);
        }
    }

    // The pixels whose centres lie between two places.
    private static (int First, int Last) Between(double from, double to, int size) =>
        from > to ? (0, -1) : ((int)Math.Clamp(Math.Ceiling(from - 0.5), 0, size), (int)Math.Clamp(Math.Floor(to - 0.5), -1, size - 1));
}
