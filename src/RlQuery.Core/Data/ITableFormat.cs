namespace RlQuery.Core.Data;

/// <summary>Reads files of a format.</summary>
[PartKind("format", "formats")]
public interface ITableFormat : IPart
{
    /// <summary>Extensions of its files, in lower case and with the dot: <c>.csv</c>.</summary>
    /// <remarks>A compressed file (<c>.csv.gz</c>) has the extension of its content.</remarks>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether its files are tables of named columns; others are read by <see cref="TryReadDataset"/> alone.</summary>
    /// <value>Default: true.</value>
    bool HasColumns => true;

    /// <summary>Whether a file is of this format; asked where several formats share an extension.</summary>
    /// <param name="beginning">Its first lines; the last may be cut.</param>
    /// <value>Default: true.</value>
    bool Recognizes(string beginning) => true;

    /// <summary>Reads the cells as they are in the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="target">The target column, by name or index, if the layout of the file depends on it; null if unknown.</param>
    /// <exception cref="InvalidInputException">The file cannot be used; a line for each fault.</exception>
    Table Read(TableFile file, string? target);

    /// <summary>Reads a data set without its table, if possible, which is faster.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">Task, target column and schema.</param>
    /// <returns>Null if the table has to be read. Default: null.</returns>
    /// <exception cref="InvalidInputException">The file cannot be used; a line for each fault.</exception>
    Dataset? TryReadDataset(TableFile file, DatasetReaderOptions options) => null;
}
