using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>The formats of this library, and the choice among formats.</summary>
internal static class TableFormats
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ITableFormat> All { get; } =
    [
        new DelimitedFormat("csv", "values separated by commas, semicolons or tabs", tabs: false, ".txt", ".data", ".dat", ".tab"),
        new DelimitedFormat("tsv", "values separated by tabs", tabs: true),
        new ArffTableFormat(),
        new LibsvmFormat(),
        new NpyFormat(),
        new PoFormat(),
        new MoFormat(),
    ];

    /// <summary>The name of a file without the <c>.gz</c> of what is packed.</summary>
    public static string Unpacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;

    /// <summary>The extensions of the formats, as they are listed.</summary>
    /// <param name="parts">Where formats are found; null for <see cref="All"/>.</param>
    /// <param name="columns">Whether they have to have named columns.</param>
    public static string[] Extensions(Parts? parts, bool columns) => [.. Known(parts, columns).SelectMany(format => format.Extensions).Distinct()];

    /// <summary>The format of a file, by its extension, and by its beginning where several formats share that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where formats are found; null for <see cref="All"/>.</param>
    /// <param name="columns">Whether the format must have named columns.</param>
    /// <param name="header">Whether its first row names the columns; null where the cells decide.</param>
    /// <exception cref="InvalidInputException">No such format has the extension.</exception>
    public static (ITableFormat Format, TableFile File) Of(string path, Parts? parts, bool columns, bool? header)
    {
        string file = Unpacked(Path.GetFileName(path));
        string extension = Path.GetExtension(file);
        ITableFormat[] fitting = [.. Known(parts, columns: false).Where(format => format.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))];
        string beginning = fitting.Length > 1 ? TextHead.Read(path) : "";
        ITableFormat? found = fitting.FirstOrDefault(format => fitting.Length == 1 || format.Recognizes(beginning)) ?? fitting.FirstOrDefault();
        if (found is not null && (found.HasColumns || !columns))
        {
            return (found, new TableFile(Path.GetFileNameWithoutExtension(file), path) { Header = header });
        }
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path}: a folder; name a file");
        }
        string[] extensions = Extensions(parts, columns);
        string fault = columns ? "not a table of named columns" : "the extension is not known";
        throw new InvalidInputException($"{path}: {fault}; use {string.Join(", ", extensions[..^1])} or {extensions[^1]}, each also with .gz");
    }

    private static IEnumerable<ITableFormat> Known(Parts? parts, bool columns) =>
        (parts?.All<ITableFormat>() ?? All).Where(format => !columns || format.HasColumns);
}
