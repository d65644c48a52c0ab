using RlQuery.Core;

namespace RlQuery.Embeddings.Regions;

/// <summary>Reads from a mask which class each region of its picture is of.</summary>
public static class RegionMasks
{
    private const string ClassesFile = "classes.json";

    /// <summary>What the pixels of a mask mean: <c>classes.json</c> beside it, or in the folder above.</summary>
    /// <param name="mask">The mask's file.</param>
    /// <exception cref="InvalidInputException">There is no mask or no such file, or it cannot be used.</exception>
    public static MaskClasses ClassesOf(string mask)
    {
        if (!File.Exists(mask))
        {
            throw new InvalidInputException($"{mask}: no such file");
        }
        string folder = Path.GetDirectoryName(Path.GetFullPath(mask))!;
        string?[] places = [folder, Path.GetDirectoryName(folder)];
        return places.OfType<string>().Select(place => Path.Combine(place, ClassesFile)).FirstOrDefault(File.Exists) is { } found
            ? MaskClasses.Read(found)
            : throw new InvalidInputException($"{mask}: no {ClassesFile} beside it or in the folder above; it says what the pixels of a mask mean");
    }

    /// <summary>The class of each region: that of most of its pixels, and null where no pixel has one.</summary>
    /// <param name="mask">The mask's file, of the size of the picture.</param>
    /// <param name="classes">What its pixels mean.</param>
    /// <param name="map">The picture and its regions.</param>
    /// <exception cref="InvalidInputException">It cannot be read, is of another size, or has a value that means nothing.</exception>
    public static string?[] ClassesOf(string mask, MaskClasses classes, RegionMap map)
    {
        int[] classOf = MaskFile.Read(mask, classes, map.Width, map.Height, out string? fault) ?? throw new InvalidInputException($"{mask}: {fault}");
        int[][] counts = [.. Enumerable.Range(0, map.Count).Select(_ => new int[classes.Names.Count])];
        for (int pixel = 0; pixel < classOf.Length; pixel++)
        {
            if (classOf[pixel] >= 0)
            {
                counts[map.RegionOf[pixel]][classOf[pixel]]++;
            }
        }
        return [.. counts.Select(own => own.Max() is > 0 and int most ? classes.Names[Array.IndexOf(own, most)] : null)];
    }
}
