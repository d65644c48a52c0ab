using RlQuery.Core.Data.Reading;

namespace RlQuery.Cli;

/// <summary>Where the command looks for what it lists.</summary>
internal static class Places
{
    private const string SchemaEnding = ".schema.json";

    /// <summary>The policy.json of every policy that is shipped or was trained here, below the current folder.</summary>
    public static IEnumerable<string> Policies() => new[] { "policies", Path.Combine("runs", "policies") }
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "policy.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    /// <summary>Every environment file, relative to the current folder.</summary>
    public static IEnumerable<string> Environments() => Directory.EnumerateFiles(EnvironmentsFolder.Locate(), "*.json")
        .Where(file => !file.EndsWith(SchemaEnding, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetRelativePath(".", file));
}
