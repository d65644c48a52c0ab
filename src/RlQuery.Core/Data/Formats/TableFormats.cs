namespace RlQuery.Core.Data.Formats;

/// <summary>The formats of this library, and the choice among formats.</summary>
internal static class TableFormats
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ITableFormat> All { get; } =
    [
        new DelimitedFormat("csv", "values separated by commas, semicolons or tabs", tabs: false),
        new DelimitedFormat("tsv", "values separated by tabs", tabs: true),
        new ArffTableFormat(),
        new LibsvmFormat(),
    ];

    /// <summary>The format of a file, by its extension.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where formats are found; null for <see cref="All"/>.</param>
    /// <param name="columns">Whether the format must have named columns.</param>
    /// <exception cref="InvalidInputException">No such format has the extension.</exception>
    public static (ITableFormat Format, TableFile File) Of(string path, Parts? parts, bool columns)
    {
        string file = Path.GetFileName(path);
        file = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        ITableFormat[] known = [.. (parts?.All<ITableFormat>() ?? All).Where(format => !columns || format.HasColumns)];
        if (known.FirstOrDefault(format => format.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) is ITableFormat found)
        {
            return (found, new TableFile(Path.GetFileNameWithoutExtension(file), path));
        }
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path}: a folder; name a file");
        }
        string[] extensions = [.. known.SelectMany(format => format.Extensions)];
        string fault = columns ? "not a table of named columns" : "the extension is not known";
        throw new InvalidInputException($"{path}: {fault}; use {string.Join(", ", extensions[..^1])} or {extensions[^1]}, each also with .gz");
    }
}
