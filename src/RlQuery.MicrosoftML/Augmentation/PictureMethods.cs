using RlQuery.Core.Augmentation;

namespace RlQuery.MicrosoftML.Augmentation;

/// <summary>The ways to make rows of pictures: flip, crop, colour and cutout.</summary>
public static class PictureMethods
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    /// <param name="folder">An existing folder, to which changed pictures are written; those of rows that are not kept too.</param>
    public static IReadOnlyList<IRowMethod> In(string folder) =>
    [
        new PictureMethod("flip", "a picture whose left is its right", (picture, _) => PictureChanges.Flip(picture), folder),
        new PictureMethod("crop", "a part of 0.85 of each side, as large as the whole", PictureChanges.Crop, folder),
        new PictureMethod("colour", "a picture with more or less of red, green and blue", PictureChanges.Colour, folder),
        new PictureMethod("cutout", "a picture with a grey square of half the shorter side", PictureChanges.Cutout, folder),
    ];
}
