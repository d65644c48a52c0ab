using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.MicrosoftML;
using RlQuery.MicrosoftML.Augmentation;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>A folder beside a table of regions that tells which region each pixel of each picture is in.</summary>
/// <remarks>
/// For each picture there is a map of the same size, named as it, with the extension <c>.png</c>: the number of a region is red + 256 green + 65536 blue.
/// <c>maps.json</c> says where the pictures are: <c>{ "pictures": "../streets" }</c>, seen from the folder.
/// </remarks>
public sealed class RegionMaps
{
    private const string IndexFile = "maps.json";
    private const string PicturesWord = "pictures";

    private RegionMaps(string folder, string pictures) => (Folder, Pictures) = (folder, pictures);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Folder of the pictures that the table was made from.</summary>
    public string Pictures { get; }

    /// <summary>The folder of a table's maps, whether it is there or not: <c>streets-maps</c> beside <c>streets.parquet</c>.</summary>
    /// <param name="table">The table's file.</param>
    public static string FolderOf(string table) => Beside(table, "-maps");

    /// <summary>Opens the maps of a table; null if it has none.</summary>
    /// <param name="table">The table's file.</param>
    /// <exception cref="InvalidInputException">The folder is there, but its index cannot be used.</exception>
    public static RegionMaps? Find(string table)
    {
        string folder = FolderOf(table);
        if (!Directory.Exists(folder))
        {
            return null;
        }
        string index = Path.Combine(folder, IndexFile);
        try
        {
            using JsonDocument document = JsonText.Parse(TextFile.Read(index));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(PicturesWord, out JsonElement pictures)
                && pictures.ValueKind == JsonValueKind.String
                ? new RegionMaps(folder, Path.GetFullPath(pictures.GetString()!, Path.GetFullPath(folder)))
                : throw new InvalidInputException($"{index}: it has no text \"{PicturesWord}\"; 'rlquery regions' writes such a folder anew");
        }
        catch (JsonException refused)
        {
            throw new InvalidInputException($"{index}: {refused.Place()}; 'rlquery regions' writes such a folder anew");
        }
    }

    /// <summary>Reads a picture and its map.</summary>
    /// <param name="picture">Name of the picture, as in the table.</param>
    /// <param name="pictures">Where pictures are; null for <see cref="Pictures"/>.</param>
    /// <exception cref="InvalidInputException">One of the two cannot be read, or they are of different sizes.</exception>
    public RegionMap Of(string picture, string? pictures = null)
    {
        string path = Path.Combine(pictures ?? Pictures, picture);
        string map = Path.Combine(Folder, NameOf(picture));
        (int width, int height, byte[] pixels) = Read(path);
        (int mapWidth, int mapHeight, byte[] numbers) = Read(map);
        if ((width, height) != (mapWidth, mapHeight))
        {
            throw new InvalidInputException(
                $"{map}: is of {mapWidth} x {mapHeight} pixels, and {path} of {width} x {height}; make the table and its maps anew by 'rlquery regions'");
        }
        int[] regionOf = new int[width * height];
        for (int pixel = 0; pixel < regionOf.Length; pixel++)
        {
            ReadOnlySpan<byte> colour = numbers.AsSpan(pixel * Picture.Channels, Picture.Channels);
            regionOf[pixel] = colour[0] | (colour[1] << 8) | (colour[2] << 16);
        }
        return new RegionMap(width, height, pixels, regionOf);
    }

    /// <summary>The folder or file beside a table that is named after it.</summary>
    internal static string Beside(string table, string ending)
    {
        string name = Path.GetFileName(table);
        int end = name.IndexOf('.', Math.Min(1, name.Length));
        return Path.Combine(Path.GetDirectoryName(table) ?? "", (end < 0 ? name : name[..end]) + ending);
    }

    /// <summary>Writes the index of a folder.</summary>
    /// <param name="folder">The folder; it is there.</param>
    /// <param name="pictures">Where the pictures are.</param>
    internal static void WriteIndex(string folder, string pictures)
    {
        string path = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(pictures)).Replace(Path.DirectorySeparatorChar, '/');
        File.WriteAllText(Path.Combine(folder, IndexFile), JsonSerializer.Serialize(new Dictionary<string, string> { [PicturesWord] = path }) + "\n");
    }

    /// <summary>Writes a map.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="picture">Name of the picture.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="regionOf">The region of each pixel, row by row.</param>
    internal static void Write(string folder, string picture, SKSizeI size, int[] regionOf)
    {
        byte[] pixels = new byte[regionOf.Length * Picture.Channels];
        for (int pixel = 0; pixel < regionOf.Length; pixel++)
        {
            int number = regionOf[pixel];
            Span<byte> colour = pixels.AsSpan(pixel * Picture.Channels, Picture.Channels);
            (colour[0], colour[1], colour[2], colour[3]) = ((byte)number, (byte)(number >> 8), (byte)(number >> 16), byte.MaxValue);
        }
        File.WriteAllBytes(Path.Combine(folder, NameOf(picture)), new Picture(size.Width, size.Height, pixels).ToPng());
    }

    private static string NameOf(string picture) => Path.ChangeExtension(Path.GetFileName(picture), ".png");

    private static (int Width, int Height, byte[] Pixels) Read(string path) =>
        PictureFile.Read(path, bitmap => new Picture(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan().ToArray()), out string? fault) is { } read
            ? (read.Width, read.Height, read.Pixels) : throw new InvalidInputException($"{path}: {fault}");
}
