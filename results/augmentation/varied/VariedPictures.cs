using RlQuery.Core.Data;
using RlQuery.MicrosoftML;
using RlQuery.MicrosoftML.Augmentation;

namespace RlQuery.Varied;

/// <summary>Pictures, a part of each, and each with a grey square, as brightnesses.</summary>
public sealed class VariedPictures : IColumnEncoder
{
    /// <inheritdoc/>
    public string Name => "varied-pictures";

    /// <inheritdoc/>
    public string Description => "pictures, and what crop and cutout make of them, as brightnesses";

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Image;

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rlquery-varied-");
        try
        {
            return VariedColumn.Encode(
                new PixelEncoder(), PictureMethods.In(folder.FullName).Where(method => method.Name is "crop" or "cutout"), table,
                column with { Kind = ColumnKind.Image }, options);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
