namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Where a session may be written to.</summary>
internal static class SessionExport
{
    /// <summary>Checks where an export goes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">The table's own file.</param>
    /// <param name="ending">Its ending, with the dot.</param>
    /// <exception cref="InvalidInputException">The path is the table's own file, or has another extension.</exception>
    public static void Check(string path, string source, string ending)
    {
        if (!path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException($"export: {path} is not allowed; name a {ending} file");
        }
        if (Path.GetFullPath(path) == Path.GetFullPath(source))
        {
            throw new InvalidInputException($"export: {path} is the table itself, which is never changed; name another file");
        }
    }
}
