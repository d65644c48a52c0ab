namespace RlQuery.Studies;

/// <summary>The name that what a folder holds has in figures and tables.</summary>
internal static class FolderName
{
    public static string Of(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
