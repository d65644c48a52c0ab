namespace RlQuery.Cluster.Tests.Support;

/// <summary>A test with a server of its own, skipped where the server's program is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    /// <param name="programs">Names of programs, each in <c>PATH</c>.</param>
    public ServerFactAttribute(params string[] programs) =>
        Skip = programs.FirstOrDefault(program => Find(program) is null) is string missing
            ? $"{missing} is missing (Debian: {(missing.StartsWith("redis", StringComparison.Ordinal) ? "redis-server" : "postgresql")})"
            : null;

    /// <summary>Path of a program; null where there is none.</summary>
    public static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
