namespace RlQuery.Core.Data.Reading;

/// <summary>Finds the folder <c>environments</c> with the environment files and the bundled data.</summary>
public static class EnvironmentsFolder
{
    /// <summary>The variable that names the folder, before any search.</summary>
    public const string Variable = "RLQUERY_ENVIRONMENTS";

    private static readonly string Marker = Path.Combine("data", "catalog.json");

    /// <summary>
    /// The folder that <see cref="Variable"/> names; otherwise the nearest <c>environments</c> that holds <c>data/catalog.json</c> in the base
    /// directory or above it, then in the current directory or above it, then in the program's own folder or above it.
    /// </summary>
    /// <param name="baseDirectory">Where to begin; null for the current directory.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Locate(string? baseDirectory = null)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(Path.Combine(named, Marker))
                ? named
                : throw new InvalidInputException($"{Variable}: {named} holds no {Marker}; name the folder environments of the repository");
        }
        string start = Path.GetFullPath(baseDirectory ?? Directory.GetCurrentDirectory());
        return Above(start) ?? Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory) ?? throw new InvalidInputException(
            $"environments: no folder environments with {Marker} in {start}, the current directory or above them; go to the repository or set {Variable}");
    }

    private static string? Above(string directory)
    {
        for (DirectoryInfo? folder = new(directory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "environments");
            if (File.Exists(Path.Combine(candidate, Marker)))
            {
                return candidate;
            }
        }
        return null;
    }
}
