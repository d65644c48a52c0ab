using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes image files as small pictures: 16 x 16 brightnesses and, where any is coloured, 32 numbers of colour.</summary>
public sealed class PixelEncoder : IColumnEncoder
{
    /// <inheritdoc/>
    public string Name => "pixels";

    /// <inheritdoc/>
    public string Description => "images as 16 x 16 brightnesses and, where any is coloured, 32 numbers of colour";

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Image;

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(table.Source))!;
        SmallPicture?[] pictures = new SmallPicture?[table.Rows];
        string?[] faults = new string?[table.Rows];
        Parallel.For(0, pictures.Length, Cores.All(options.Cancellation), row =>
        {
            if (column.Cells[row] is { } cell)
            {
                pictures[row] = SmallPicture.Read(Path.Combine(folder, cell), out faults[row]);
            }
        });
        var list = new FaultList(table.Source);
        for (int row = 0; row < faults.Length; row++)
        {
            if (faults[row] is { } fault)
            {
                list.Add(table.Lines[row], column.Name, $"{column.Cells[row]} {fault}");
            }
        }
        list.ThrowIfAny();
        SmallPicture[] there = [.. pictures.OfType<SmallPicture>()];
        if (there.Length == 0)
        {
            return EncodedColumn.Empty;
        }
        bool missing = there.Length < pictures.Length;
        int width = there.Any(picture => picture.IsColoured) ? SmallPicture.Values : SmallPicture.GreyValues;
        string[] names =
        [
            .. Enumerable.Range(0, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"{column.Name}#{i}")),
            .. missing ? [$"{column.Name}=missing"] : Array.Empty<string>(),
        ];
        float[] mean = [.. Enumerable.Range(0, width).Select(i => (float)(there.Sum(picture => (double)picture.Pixels[i]) / there.Length)), 1];
        return new EncodedColumn(names, [.. pictures.Select(picture => Row(picture?.Pixels ?? mean, width, names.Length, picture is null))]);
    }

    private static float[] Row(float[] pixels, int width, int length, bool missing)
    {
        float[] row = new float[length];
        pixels.AsSpan(0, width).CopyTo(row);
        if (missing)
        {
            row[^1] = 1;
        }
        return row;
    }
}
