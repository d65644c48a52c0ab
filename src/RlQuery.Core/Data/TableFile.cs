using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>A file that a format is to read.</summary>
/// <param name="Name">Short name: the file name without its extensions.</param>
/// <param name="Path">The file.</param>
public sealed record TableFile(string Name, string Path)
{
    /// <summary>Whether its first row names the columns, where the format leaves that open.</summary>
    /// <value>Default: null; the cells decide.</value>
    public bool? Header { get; init; }

    /// <summary>The text of the file, decompressed if its name ends in .gz.</summary>
    /// <exception cref="InvalidInputException">It is missing, damaged, too long or not text.</exception>
    public string ReadText() => TextFile.Read(Path);
}
