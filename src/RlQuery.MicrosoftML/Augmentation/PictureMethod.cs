using System.Security.Cryptography;
using RlQuery.Core;
using RlQuery.Core.Augmentation;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Augmentation;

/// <summary>Changes the pictures of a row.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="change">What is done to a picture.</param>
/// <param name="folder">Where changed pictures are written, as PNG files that are named after their content.</param>
internal sealed class PictureMethod(string name, string description, Func<Picture, Pcg64, Picture> change, string folder) : IRowMethod
{
    private const int NameDigits = 16;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public int FewestRows => 1;

    /// <inheritdoc/>
    public string? FaultOf(Table features) => features.Columns.Any(column => column.Kind == ColumnKind.Image) ? null : "needs a column of pictures";

    /// <inheritdoc/>
    public Func<Pcg64, MadeCells?> Begin(ClassRows rows)
    {
        string place = Path.GetDirectoryName(Path.GetFullPath(rows.Features.Source))!;
        return random =>
        {
            int parent = rows.Rows[random.NextInt(rows.Rows.Length)];
            string?[] cells = [.. rows.Features.Columns.Select(column =>
                column.Kind == ColumnKind.Image && column.CellOf(parent) is { } file ? Changed(Path.Combine(place, file), random) : column.CellOf(parent))];
            return new MadeCells(cells, [parent]);
        };
    }

    private string Changed(string path, Pcg64 random)
    {
        Picture picture = Picture.Read(path) ?? throw new IOException($"{path}: was a picture when the table was read, and is none now");
        byte[] bytes = change(picture, random).ToPng();
        string file = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..NameDigits]}.png");
        File.WriteAllBytes(file, bytes);
        return file;
    }
}
