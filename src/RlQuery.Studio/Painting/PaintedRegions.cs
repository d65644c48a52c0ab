namespace RlQuery.Studio.Painting;

/// <summary>Which regions are answered by what was painted.</summary>
internal static class PaintedRegions
{
    /// <summary>The regions of which more than half of the pixels have the paint of one class.</summary>
    /// <param name="width">Pixels of the picture from left to right.</param>
    /// <param name="regionOf">The region of each pixel, row by row.</param>
    /// <param name="strokes">What was painted, in its order: where two overlap, the later one counts.</param>
    /// <returns>Regions, ascending, each with the place of its class.</returns>
    public static IReadOnlyList<(int Region, int Class)> Of(int width, int[] regionOf, IReadOnlyList<Stroke> strokes)
    {
        var layer = new PaintLayer(width, regionOf.Length / width);
        foreach (Stroke stroke in strokes)
        {
            layer.Add(stroke);
        }
        int regions = regionOf.Max() + 1;
        int[] sizes = new int[regions];
        var covered = new Dictionary<(int Region, int Class), int>();
        for (int pixel = 0; pixel < regionOf.Length; pixel++)
        {
            sizes[regionOf[pixel]]++;
            if (layer[pixel] is >= 0 and int painted)
            {
                covered[(regionOf[pixel], painted)] = covered.GetValueOrDefault((regionOf[pixel], painted)) + 1;
            }
        }
        return [.. covered.Where(one => 2 * one.Value > sizes[one.Key.Region]).Select(one => one.Key).OrderBy(one => one.Region)];
    }
}
