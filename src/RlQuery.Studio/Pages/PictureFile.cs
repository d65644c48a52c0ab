using RlQuery.Core.Data;

namespace RlQuery.Studio.Pages;

/// <summary>A picture that a cell names by its path, in the folder of its table or below.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Type">Its media type.</param>
internal sealed record PictureFile(string Path, string Type)
{
    // No SVG, which may hold scripts.
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".bmp"] = "image/bmp",
    };

    /// <summary>The picture of a cell.</summary>
    /// <param name="cells">The table.</param>
    /// <param name="row">0-based row.</param>
    /// <param name="column">0-based column.</param>
    /// <returns>Null where there is no such cell, or it names no picture within the folder: a path that leads out of it, or a link, is none.</returns>
    public static PictureFile? Find(Table cells, int row, int column)
    {
        if (row < 0 || row >= cells.Rows || column < 0 || column >= cells.Columns.Count || cells.Columns[column].CellOf(row) is not { } cell
            || cell.Any(char.IsControl) || !Types.TryGetValue(System.IO.Path.GetExtension(cell), out string? type))
        {
            return null;
        }
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(cells.Source))!;
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, cell));
        return IsWithin(folder, path) ? new PictureFile(path, type) : null;
    }

    /// <summary>Whether a file is there in a folder or below it, and no link leads to it.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="path">Full path of the file.</param>
    public static bool IsWithin(string folder, string path)
    {
        string inside = System.IO.Path.GetRelativePath(folder, path);
        return !System.IO.Path.IsPathRooted(inside) && path.StartsWith(WithEnd(folder), StringComparison.Ordinal) && IsPlain(folder, inside);
    }

    private static string WithEnd(string folder) => System.IO.Path.TrimEndingDirectorySeparator(folder) + System.IO.Path.DirectorySeparatorChar;

    // A file that is there, without a link on the way from the folder to it.
    private static bool IsPlain(string folder, string inside)
    {
        string path = folder;
        string[] parts = inside.Split(System.IO.Path.DirectorySeparatorChar);
        foreach (string part in parts[..^1])
        {
            path = System.IO.Path.Combine(path, part);
            if (new DirectoryInfo(path) is not { Exists: true, LinkTarget: null })
            {
                return false;
            }
        }
        return new FileInfo(System.IO.Path.Combine(path, parts[^1])) is { Exists: true, LinkTarget: null };
    }
}
