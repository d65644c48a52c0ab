using RlQuery.Core.Data.Reading;
using RlQuery.Core.Policies;

namespace RlQuery.Cli;

/// <summary>Where the command looks for what it lists.</summary>
internal static class Places
{
    private const string SchemaEnding = ".schema.json";

    /// <summary>The policy.json of every policy that is shipped, or stands or was trained below the current folder; relative to that.</summary>
    public static IEnumerable<string> Policies() => new[] { "policies", Path.Combine("runs", "policies"), PolicyFolder.OfShipped() }
        .OfType<string>()
        .Where(Directory.Exists)
        .Select(folder => Path.GetRelativePath(".", folder))
        .Distinct()
        .SelectMany(folder => Directory.EnumerateFiles(folder, "policy.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    /// <summary>Every environment file, relative to the current folder.</summary>
    public static IEnumerable<string> Environments() => Directory.EnumerateFiles(EnvironmentsFolder.Locate(), "*.json")
        .Where(file => !file.EndsWith(SchemaEnding, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetRelativePath(".", file));
}
