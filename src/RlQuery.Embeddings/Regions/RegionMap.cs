using RlQuery.Core;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings.Regions;

/// <summary>A picture and which region each of its pixels is in.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Pixels">RGBA, 8 bits each, row by row.</param>
/// <param name="RegionOf">The region of each pixel: 0, 1, ... as in a table of regions that was made with the same options.</param>
public sealed record RegionMap(int Width, int Height, byte[] Pixels, int[] RegionOf)
{
    /// <summary>Divides a picture, and does not describe its regions.</summary>
    /// <param name="path">An image file.</param>
    /// <param name="options">How many regions, and of which shape.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static RegionMap Of(string path, RegionOptions options) => PictureFile.Read(path, picture => new RegionMap(
        picture.Width, picture.Height, picture.GetPixelSpan().ToArray(), Superpixels.Of(new LabPicture(picture), options.Count, options.Compactness)),
        out string? fault) ?? throw new InvalidInputException($"{path}: {fault}");
}
