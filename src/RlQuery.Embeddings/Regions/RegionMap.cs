using RlQuery.Core;
using RlQuery.MicrosoftML;
using RlQuery.MicrosoftML.Augmentation;

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
    public static RegionMap Of(string path, RegionOptions options) => !File.Exists(path)
        ? throw new InvalidInputException($"{path}: no such picture; name the folder that the table was made from")
        : PictureFile.Read(path, picture => new RegionMap(
        picture.Width, picture.Height, picture.GetPixelSpan().ToArray(), Superpixels.Of(new LabPicture(picture), options.Count, options.Compactness)),
        out string? fault) ?? throw new InvalidInputException($"{path}: {fault}");

    /// <summary>Number of regions.</summary>
    public int Count => RegionOf.Max() + 1;

    /// <summary>A grey picture of the same size, as the bytes of a PNG file.</summary>
    /// <param name="valueOf">The grey value of a region.</param>
    public byte[] ToMask(Func<int, byte> valueOf)
    {
        byte[] pixels = new byte[Pixels.Length];
        for (int pixel = 0; pixel < RegionOf.Length; pixel++)
        {
            pixels.AsSpan(pixel * Picture.Channels, Picture.Channels - 1).Fill(valueOf(RegionOf[pixel]));
            pixels[(pixel * Picture.Channels) + Picture.Channels - 1] = byte.MaxValue;
        }
        return new Picture(Width, Height, pixels).ToPng();
    }
}
