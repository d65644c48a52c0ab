namespace RlQuery.Cli.Labelling;

/// <summary>Pictures that cells name by their paths.</summary>
internal static class PictureFile
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg"];

    /// <summary>The address of a picture, seen from the folder of its table.</summary>
    /// <param name="table">Path of the table.</param>
    /// <param name="cell">A cell.</param>
    /// <returns>A file: address without what a terminal or markup would read otherwise; null where the cell names no file that is there.</returns>
    public static string? Locate(string table, string cell)
    {
        if (!Endings.Contains(Path.GetExtension(cell).ToLowerInvariant()) || cell.Any(char.IsControl))
        {
            return null;
        }
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(table))!, cell);
        string address = File.Exists(path) ? new Uri(Path.GetFullPath(path)).AbsoluteUri : "";
        return address.Length > 0 && address.IndexOfAny(['[', ']']) < 0 ? address : null;
    }
}
