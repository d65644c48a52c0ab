using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Embeddings.Files;
using RlQuery.MicrosoftML;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>Makes a table of regions of pictures: a row for each, with its features, its pixels of each class, and the most frequent one as label.</summary>
/// <param name="options">How pictures are divided.</param>
/// <param name="classes">The classes of masks; null where there are none, and regions are to be labelled.</param>
/// <exception cref="InvalidInputException">Options are not allowed.</exception>
public sealed class RegionTable(RegionOptions options, MaskClasses? classes)
{
    private const string Label = "label";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"];

    /// <summary>A folder that receives a picture of each region, outlined in its own; it is there.</summary>
    /// <value>Default: null; none are made.</value>
    public string? Outlines { get; init; }

    /// <summary>A folder that receives the map of each picture, for <see cref="RegionMaps"/>; it is there.</summary>
    /// <value>Default: null; none are made.</value>
    public string? Maps { get; init; }

    private readonly Lazy<FeatureMaps> _maps = new(() => new FeatureMaps());

    /// <summary>The folder of outlines that is named after a table: <c>streets-regions</c> beside <c>streets.csv</c>.</summary>
    /// <param name="table">The table's file.</param>
    public static string OutlinesOf(string table) => RegionMaps.Beside(table, "-regions");

    /// <summary>The pictures of a folder, in ordinal order of their names; those in folders inside it are not looked at.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidInputException">It is not there, or has none.</exception>
    public static IReadOnlyList<string> PicturesIn(string folder)
    {
        string[] files = Files(folder, "pictures");
        string? twice = files.CountBy(file => Path.GetFileNameWithoutExtension(file)).FirstOrDefault(name => name.Value > 1).Key;
        return twice is null ? files
            : throw new InvalidInputException($"pictures: {folder}: several are named {MessageText.Quote(twice)} but for their extension; rename them");
    }

    /// <summary>Divides pictures.</summary>
    /// <param name="pictures">Their files, at least one; see <see cref="PicturesIn"/>.</param>
    /// <param name="masks">The folder of masks, each named as its picture, with any extension; null for none. Of the same size as its picture.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Regions picture by picture.</returns>
    /// <exception cref="InvalidInputException">A picture or a mask cannot be used; a line for each, ten at most and how many more.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public NumericTable Of(IReadOnlyList<string> pictures, string? masks, IProgress<int>? progress, CancellationToken cancellation)
    {
        string[] files = [.. pictures];
        string?[] maskOf = masks is null ? new string?[files.Length] : Pair(files, Files(masks, "masks"), masks);
        string?[] faults = new string?[files.Length];
        var regions = new PictureRegions?[files.Length];
        int[][][] pixels = new int[files.Length][][];
        int done = 0;
        Parallel.For(0, files.Length, Cores.All(cancellation), i =>
        {
            regions[i] = PictureFile.Read<PictureRegions>(
                files[i], picture => Divide(picture, files[i], maskOf[i], out pixels[i], out faults[i]), out string? unread);
            faults[i] = unread is null ? faults[i] : $"{files[i]}: {unread}";
            progress?.Report(Interlocked.Increment(ref done));
        });
        var list = new FaultList("pictures");
        foreach (string fault in faults.OfType<string>())
        {
            list.Add(fault);
        }
        list.ThrowIfAny();
        if (Maps is { } folder)
        {
            RegionMaps.WriteIndex(folder, Path.GetDirectoryName(Path.GetFullPath(files[0]))!);
        }
        return Join([.. files.Select(file => Path.GetFileName(file))], [.. regions.OfType<PictureRegions>()], pixels);
    }

    private static string[] Files(string folder, string purpose)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException($"{purpose}: {folder}: no such folder");
        }
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))];
        return files.Length > 0 ? [.. files.Order(StringComparer.Ordinal)]
            : throw new InvalidInputException($"{purpose}: {folder}: no picture; use {string.Join(", ", Extensions)}");
    }

    private static string[] Pair(string[] files, string[] masks, string folder)
    {
        var list = new FaultList(folder);
        ILookup<string, string> named = masks.ToLookup(mask => Path.GetFileNameWithoutExtension(mask), StringComparer.Ordinal);
        string[] found = [.. files.Select(file =>
        {
            string[] own = [.. named[Path.GetFileNameWithoutExtension(file)]];
            if (own.Length != 1)
            {
                list.Add($"{(own.Length == 0 ? "no mask" : $"{own.Length} masks")} of {Path.GetFileName(file)}; there must be one of the same name");
            }
            return own.FirstOrDefault("");
        })];
        list.ThrowIfAny();
        return found;
    }

    private PictureRegions? Divide(SKBitmap picture, string file, string? mask, out int[][] pixels, out string? fault)
    {
        (pixels, fault) = ([], null);
        int[]? classOf = null;
        if (mask is not null)
        {
            classOf = MaskFile.Read(mask, classes!, picture.Width, picture.Height, out string? wrong);
            if (wrong is not null)
            {
                fault = $"{mask}: {wrong}";
                return null;
            }
        }
        var regions = PictureRegions.Of(picture, options, _maps.Value);
        if (Maps is { } maps)
        {
            RegionMaps.Write(maps, file, new SKSizeI(picture.Width, picture.Height), regions.RegionOf);
        }
        if (Outlines is { } folder)
        {
            Outline(picture, regions, folder, Path.GetFileName(file));
        }
        pixels = classOf is null ? [] : regions.CountPixels(classOf, classes!.Names.Count);
        return regions;
    }

    private static void Outline(SKBitmap picture, PictureRegions regions, string folder, string name)
    {
        for (int region = 0; region < regions.Count; region++)
        {
            File.WriteAllBytes(Path.Combine(folder, OutlineOf(name, region)), RegionOutline.Png(picture, regions.RegionOf, region));
        }
    }

    private static string OutlineOf(string picture, int region) => FormattableString.Invariant($"{picture}-{region}.png");

    private NumericTable Join(string[] names, PictureRegions[] pictures, int[][][] pixels)
    {
        IReadOnlyList<string> counted = classes?.Names ?? [];
        bool hasMasks = pixels.Any(own => own.Length > 0);
        string[] columns =
        [
            RegionColumns.Number, RegionColumns.About + "x", RegionColumns.About + "y", .. PictureRegions.Names,
            .. hasMasks ? counted.Select(name => RegionColumns.Pixels + name) : [],
        ];
        var values = new List<float>();
        var picture = new List<string>();
        var outlined = new List<string>();
        var labels = new List<string?>();
        foreach ((int i, PictureRegions own) in pictures.Index())
        {
            for (int region = 0; region < own.Count; region++)
            {
                int[] counts = hasMasks ? pixels[i][region] : [];
                picture.Add(names[i]);
                outlined.Add(Outlines is null ? "" : $"{Path.GetFileName(Outlines)}/{OutlineOf(names[i], region)}");
                values.AddRange([region, (float)Math.Round(own.Places[region].X), (float)Math.Round(own.Places[region].Y), .. own.Vectors[region]]);
                values.AddRange(counts.Select(count => (float)count));
                int most = hasMasks ? Array.IndexOf(counts, counts.Max()) : -1;
                labels.Add(most >= 0 && counts[most] > 0 ? counted[most] : null);
            }
        }
        (string, string[])[] texts = [(RegionColumns.Picture, [.. picture]), (RegionColumns.About + "image", [.. outlined])];
        return NumericTable.Of(Outlines is null ? texts[..1] : texts, new FeaturizedTable(columns, [.. values]), Label, [.. labels]);
    }
}
