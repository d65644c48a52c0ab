using System.Text.Json;

namespace RlQuery.Studio.Painting;

/// <summary>Strokes as they come from a page.</summary>
/// <param name="Version">The version that the page shows.</param>
/// <param name="Key">The page's own name for the command.</param>
/// <param name="Strokes">What was painted.</param>
/// <param name="Regions">Regions that were answered by themselves, by the keyboard.</param>
internal sealed record PaintBody(int Version, string? Key, IReadOnlyList<PaintBody.SentStroke>? Strokes, IReadOnlyList<PaintBody.SentRegion>? Regions)
{
    /// <summary>Most bytes of a body.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostKeyLetters = 64;
    private const int MostStrokes = 1000;
    private const int MostNumbers = 40_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A stroke.</summary>
    /// <param name="Class">Name of its class.</param>
    /// <param name="Radius">Of a brush; null for a polygon.</param>
    /// <param name="Points">x and y in turn.</param>
    public sealed record SentStroke(string? Class, double? Radius, IReadOnlyList<double>? Points);

    /// <summary>A region.</summary>
    /// <param name="Region">Its number.</param>
    /// <param name="Class">Name of its class.</param>
    public sealed record SentRegion(int Region, string? Class);

    /// <summary>Reads it.</summary>
    /// <returns>Null where it is none.</returns>
    public static async Task<PaintBody?> ReadAsync(Stream body, CancellationToken cancel)
    {
        try
        {
            PaintBody? read = await JsonSerializer.DeserializeAsync<PaintBody>(body, Json, cancel).ConfigureAwait(false);
            return read is { Key.Length: > 0 and <= MostKeyLetters } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The regions that it answers.</summary>
    /// <param name="width">Pixels of the picture from left to right.</param>
    /// <param name="regionOf">The region of each pixel.</param>
    /// <param name="count">Number of regions.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <returns>Each region once, ascending; null where something is not allowed.</returns>
    public IReadOnlyList<(int Region, string Class)>? Resolve(int width, int[] regionOf, int count, IReadOnlyList<string> classes)
    {
        IReadOnlyList<SentStroke> strokes = Strokes ?? [];
        IReadOnlyList<SentRegion> regions = Regions ?? [];
        (int height, Dictionary<string, int> places) = (regionOf.Length / width, classes.Index().ToDictionary(one => one.Item, one => one.Index));
        bool isAllowed = strokes.Count <= MostStrokes && strokes.Sum(stroke => (long)(stroke?.Points?.Count ?? 0)) <= MostNumbers
            && strokes.All(stroke => IsAllowed(stroke, Math.Max(width, height), places))
            && regions.Count <= count && regions.All(one => one is { Class: { } name } && places.ContainsKey(name) && one.Region >= 0 && one.Region < count);
        if (!isAllowed)
        {
            return null;
        }
        Stroke[] read = [.. strokes.Select(stroke => new Stroke(
            places[stroke.Class!], stroke.Radius ?? 0, [.. stroke.Points!.Chunk(2).Select(point => (point[0], point[1]))]))];
        Dictionary<int, string> answers = PaintedRegions.Of(width, regionOf, read).ToDictionary(one => one.Region, one => classes[one.Class]);
        foreach (SentRegion one in regions)
        {
            answers[one.Region] = one.Class!;
        }
        return [.. answers.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];
    }

    // A hand that leaves the picture may be twice its side away from it.
    private static bool IsAllowed(SentStroke? stroke, double side, Dictionary<string, int> places) =>
        stroke is { Class: { } name, Points: { Count: >= 2 } points } && places.ContainsKey(name) && points.Count % 2 == 0
        && stroke.Radius is null or > 0 && !(stroke.Radius > side) && points.All(one => Math.Abs(one) <= 3 * side);
}
