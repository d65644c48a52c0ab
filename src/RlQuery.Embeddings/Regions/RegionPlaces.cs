namespace RlQuery.Embeddings.Regions;

/// <summary>How much of each region lies at each place of a coarser map.</summary>
internal sealed class RegionPlaces
{
    private readonly (int Place, float Weight)[][] _places;

    /// <summary>Weighs places. A pixel lies between four of them, and counts for each by how near it is.</summary>
    /// <param name="width">Pixels of the picture from left to right.</param>
    /// <param name="height">Pixels from top to bottom.</param>
    /// <param name="regionOf">The region of each pixel, row by row.</param>
    /// <param name="count">Number of regions; each has a pixel.</param>
    /// <param name="columns">Places of the map from left to right.</param>
    /// <param name="rows">Places from top to bottom.</param>
    public RegionPlaces(int width, int height, int[] regionOf, int count, int columns, int rows)
    {
        Dictionary<int, double>[] weights = [.. Enumerable.Range(0, count).Select(_ => new Dictionary<int, double>())];
        int[] pixels = new int[count];
        for (int pixel = 0; pixel < regionOf.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, width);
            (int left, double across) = Between(x, width, columns);
            (int top, double down) = Between(y, height, rows);
            Dictionary<int, double> own = weights[regionOf[pixel]];
            Add(own, left, top, (1 - across) * (1 - down));
            Add(own, left + 1, top, across * (1 - down));
            Add(own, left, top + 1, (1 - across) * down);
            Add(own, left + 1, top + 1, across * down);
            pixels[regionOf[pixel]]++;
        }
        _places =
        [
            .. weights.Select((own, region) => own.OrderBy(place => place.Key).Select(place => (place.Key, (float)(place.Value / pixels[region]))).ToArray()),
        ];

        void Add(Dictionary<int, double> own, int column, int row, double weight)
        {
            if (weight > 0)
            {
                int place = (row * columns) + column;
                own[place] = own.GetValueOrDefault(place) + weight;
            }
        }
    }

    /// <summary>The places of each region, ascending, and how much of its pixels lies at each; shares of a region sum to 1.</summary>
    public IReadOnlyList<(int Place, float Share)[]> All => _places;

    /// <summary>The mean of a map over the pixels of a region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="map">A value for each place, row by row.</param>
    public float Mean(int region, ReadOnlySpan<float> map)
    {
        double sum = 0;
        foreach ((int place, float weight) in _places[region])
        {
            sum += weight * map[place];
        }
        return (float)sum;
    }

    /// <summary>The place before a pixel, and how far the pixel is on the way to the next one. Centres of both are halves.</summary>
    internal static (int Before, double Share) Between(int pixel, int pixels, int places)
    {
        double at = Math.Clamp(((pixel + 0.5) * places / pixels) - 0.5, 0, places - 1);
        int before = Math.Min((int)at, Math.Max(0, places - 2));
        return (before, at - before);
    }
}
