namespace RlQuery.Embeddings.Regions;

/// <summary>Divides a picture into regions of much the same colour.</summary>
/// <remarks>
/// SLIC: R. Achanta, A. Shaji, K. Smith, A. Lucchi, P. Fua and S. Süsstrunk, "SLIC Superpixels Compared to State-of-the-Art Superpixel Methods" (2012):
/// k-means of colour (CIELAB) and place, started on a grid, in which a centre looks only at pixels nearby; ten rounds. Small islands then join the region
/// beside them, so that each region is connected. It draws nothing at random.
/// </remarks>
internal sealed class Superpixels
{
    private const int Rounds = 10;

    private readonly LabPicture _picture;
    private readonly double _step;
    private readonly double _placeWeight;
    private readonly int[] _nearest;
    private readonly double[] _distances;

    private Superpixels(LabPicture picture, int count, double compactness)
    {
        _picture = picture;
        _step = Math.Max(1, Math.Sqrt((double)picture.Width * picture.Height / count));
        _placeWeight = compactness * compactness / (_step * _step);
        _nearest = new int[picture.Width * picture.Height];
        _distances = new double[_nearest.Length];
    }

    /// <summary>Divides a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="count">About how many regions there are to be, at least 1.</param>
    /// <param name="compactness">What place counts against colour: m of the paper, from 1, ragged, to 40, nearly squares.</param>
    /// <returns>The region of each pixel, row by row: 0, 1, ... in the order in which they are met. Each is connected.</returns>
    public static int[] Of(LabPicture picture, int count, double compactness)
    {
        var superpixels = new Superpixels(picture, count, compactness);
        superpixels.Cluster();
        return new ConnectedRegions(superpixels._nearest, picture.Width, picture.Height)
            .Join((int)(superpixels._step * superpixels._step / 4));
    }

    private void Cluster()
    {
        (int across, int down) = ((int)Math.Max(1, Math.Round(_picture.Width / _step)), (int)Math.Max(1, Math.Round(_picture.Height / _step)));
        double[][] centres =
        [
            .. Enumerable.Range(0, across * down).Select(i => Centre(
                (int)(((i % across) + 0.5) * _picture.Width / across), (int)(((i / across) + 0.5) * _picture.Height / down))),
        ];
        for (int round = 0; round < Rounds; round++)
        {
            Array.Fill(_distances, double.MaxValue);
            for (int centre = 0; centre < centres.Length; centre++)
            {
                Claim(centres[centre], centre);
            }
            Move(centres);
        }
    }

    private double[] Centre(int x, int y) => [.. _picture.At(x, y), x, y];

    private void Claim(double[] centre, int index)
    {
        // Twice the step, as in the paper, and a little more, so that each pixel of an uneven grid is reached.
        int reach = (int)Math.Ceiling(2 * _step);
        for (int y = Math.Max(0, (int)centre[4] - reach); y < Math.Min(_picture.Height, (int)centre[4] + reach + 1); y++)
        {
            for (int x = Math.Max(0, (int)centre[3] - reach); x < Math.Min(_picture.Width, (int)centre[3] + reach + 1); x++)
            {
                ReadOnlySpan<float> colour = _picture.At(x, y);
                (double l, double a, double b) = (colour[0] - centre[0], colour[1] - centre[1], colour[2] - centre[2]);
                (double across, double down) = (x - centre[3], y - centre[4]);
                double distance = (l * l) + (a * a) + (b * b) + (_placeWeight * ((across * across) + (down * down)));
                int pixel = (y * _picture.Width) + x;
                if (distance < _distances[pixel])
                {
                    (_distances[pixel], _nearest[pixel]) = (distance, index);
                }
            }
        }
    }

    private void Move(double[][] centres)
    {
        double[][] sums = [.. centres.Select(centre => new double[centre.Length])];
        int[] counts = new int[centres.Length];
        for (int pixel = 0; pixel < _nearest.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, _picture.Width);
            double[] sum = sums[_nearest[pixel]];
            ReadOnlySpan<float> colour = _picture.At(x, y);
            (sum[0], sum[1], sum[2], sum[3], sum[4]) = (sum[0] + colour[0], sum[1] + colour[1], sum[2] + colour[2], sum[3] + x, sum[4] + y);
            counts[_nearest[pixel]]++;
        }
        for (int centre = 0; centre < centres.Length; centre++)
        {
            centres[centre] = counts[centre] == 0 ? centres[centre] : [.. sums[centre].Select(sum => sum / counts[centre])];
        }
    }
}
