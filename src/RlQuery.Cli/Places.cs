namespace RlQuery.Cli;

/// <summary>Where the command looks for what it lists: the folders of a clone, below the current one.</summary>
internal static class Places
{
    /// <summary>The policy.json of every policy that is shipped or was trained here.</summary>
    public static IEnumerable<string> Policies() => Find("policy.json", SearchOption.AllDirectories, "policies", Path.Combine("runs", "policies"));

    /// <summary>Every environment file; the schema that lies beside them is none.</summary>
    public static IEnumerable<string> Environments() => Find("*.json", SearchOption.TopDirectoryOnly, "environments")
        .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal));

    private static IEnumerable<string> Find(string pattern, SearchOption depth, params string[] folders) => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, depth).Order(StringComparer.Ordinal));
}
