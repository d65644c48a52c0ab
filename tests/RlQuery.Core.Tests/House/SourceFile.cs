using System.Text.RegularExpressions;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.House;

/// <summary>A source file of a project under src or tests.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Project">Name of the project.</param>
internal sealed partial record SourceFile(string Path, string Project)
{
    /// <summary>Every source file of every project under src, by path.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = Under(Source);

    /// <summary>Every source file of the tests, by path.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Under(System.IO.Path.Combine(Repository.Root, "tests"));

    /// <summary>The folder of the projects.</summary>
    public static string Source => System.IO.Path.Combine(Repository.Root, "src");

    /// <summary>The lines as they stand.</summary>
    public IReadOnlyList<string> Lines { get; } = File.ReadAllLines(Path);

    /// <summary>The lines without their comments.</summary>
    public IReadOnlyList<string> Code => field ??= [.. Lines.Select(text => Comment().Replace(text, ""))];

    /// <summary>The folder, as a namespace.</summary>
    public string Folder => System.IO.Path.GetRelativePath(Source, System.IO.Path.GetDirectoryName(Path)!).Replace(System.IO.Path.DirectorySeparatorChar, '.');

    /// <summary>The namespace that the file declares.</summary>
    public string Namespace => field ??= Lines.Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "";

    /// <summary>The namespace within the project; empty for the project's own.</summary>
    public string Room => Namespace.StartsWith($"{Project}.", StringComparison.Ordinal) ? Namespace[(Project.Length + 1)..] : "";

    /// <summary>Whether the file is where a program begins: statements, in no namespace.</summary>
    public bool IsEntry => Shown == $"src/{Project}/Program.cs" && Namespace.Length == 0;

    /// <summary>Names of the types that the file declares outside any other.</summary>
    public IEnumerable<string> Types => Code.Select(line => TypeLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    /// <summary>The path from the root of the repository.</summary>
    public string Shown => System.IO.Path.GetRelativePath(Repository.Root, Path).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static SourceFile[] Under(string folder) =>
    [
        .. from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let parts = System.IO.Path.GetRelativePath(folder, path).Split(System.IO.Path.DirectorySeparatorChar)
           where !parts.Any(part => part is "bin" or "obj")
           select new SourceFile(path, parts[0]),
    ];

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:public |internal |file |sealed |static |abstract |readonly |partial |ref |unsafe )*"
        + @"(?:record struct|record class|record|class|struct|interface|enum) (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();
}
