namespace RlQuery.Core.Data;

/// <summary>The pictures that the rows of a data set are regions of, and the pixels that each region holds. Immutable.</summary>
/// <remarks>Rows of one picture look alike. They are all in the pool or all in the test part.</remarks>
public sealed class Regions
{
    private readonly int[] _pictureOf;
    private readonly int[] _pixels;

    /// <summary>Takes over its parts.</summary>
    /// <param name="pictures">Name of each picture.</param>
    /// <param name="pictureOf">The picture of each row, 0..<paramref name="pictures"/>-1.</param>
    /// <param name="pixels">Pixels of each class in each row [rows x classes], at least 0; pixels of no class are in none.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or a number is out of its range.</exception>
    public Regions(string[] pictures, int[] pictureOf, int[] pixels)
    {
        if (pictureOf.Length == 0 || pixels.Length % pictureOf.Length != 0)
        {
            throw new ArgumentException($"{pixels.Length} counts of pixels; {pictureOf.Length} rows need the same number each", nameof(pixels));
        }
        if (Array.Exists(pictureOf, picture => picture < 0 || picture >= pictures.Length))
        {
            throw new ArgumentException($"a picture is not there; use 0..{pictures.Length - 1}", nameof(pictureOf));
        }
        if (Array.Exists(pixels, count => count < 0))
        {
            throw new ArgumentException("a count of pixels is below 0", nameof(pixels));
        }
        Pictures = pictures;
        _pictureOf = pictureOf;
        _pixels = pixels;
        Classes = pixels.Length / pictureOf.Length;
    }

    /// <summary>Name of each picture.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _pictureOf.Length;

    /// <summary>The picture of a row, 0..<see cref="Pictures"/>-1.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public int PictureOf(int row) => _pictureOf[row];

    /// <summary>Pixels of each class in a row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public ReadOnlySpan<int> PixelsOf(int row) => _pixels.AsSpan(row * Classes, Classes);

    /// <summary>The regions of some rows.</summary>
    /// <param name="rows">The rows; at least one.</param>
    internal Regions Among(int[] rows) =>
        new([.. Pictures], Array.ConvertAll(rows, row => _pictureOf[row]), [.. rows.SelectMany(row => PixelsOf(row).ToArray())]);

    /// <summary>All numbers, for the hash of the data.</summary>
    internal ReadOnlySpan<int> PictureNumbers => _pictureOf;

    /// <summary>All numbers, for the hash of the data.</summary>
    internal ReadOnlySpan<int> PixelNumbers => _pixels;
}
