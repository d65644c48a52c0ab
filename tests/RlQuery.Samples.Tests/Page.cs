using System.Text.RegularExpressions;

namespace RlQuery.Samples.Tests;

/// <summary>A page in Markdown of the repository.</summary>
/// <param name="Path">Full path.</param>
internal sealed partial record Page(string Path)
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "runs", "packages", "TestResults"];

    /// <summary>Every page, by path.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. Files(Workplace.Root).Order(StringComparer.Ordinal).Select(path => new Page(path))];

    /// <summary>The path from the root of the repository.</summary>
    public string Shown => System.IO.Path.GetRelativePath(Workplace.Root, Path).Replace('\\', '/');

    /// <summary>The lines with their numbers from 1, without those of code blocks.</summary>
    public IReadOnlyList<(int Number, string Text)> Text { get; } = [.. WithoutCode(File.ReadAllLines(Path))];

    /// <summary>Targets of links and images, with the lines in which they stand.</summary>
    public IEnumerable<(int Number, string Target)> Links =>
        from line in Text
        from match in Link().Matches(InlineCode().Replace(line.Text, ""))
        select (line.Number, match.Groups[1].Value);

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Text.Where(line => line.Text.StartsWith('#')).Select(line => NotInAnchors().Replace(
        LinkText().Replace(line.Text.TrimStart('#').Trim(), "$1").ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The words of the prose: what stands neither in code blocks nor in addresses of links.</summary>
    public int Words => Text.Sum(line => Word().Count(Link().Replace(line.Text, "]")));

    private static IEnumerable<(int Number, string Text)> WithoutCode(string[] lines)
    {
        bool isCode = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode && !lines[i].StartsWith("    ", StringComparison.Ordinal))
            {
                yield return (i + 1, lines[i]);
            }
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder, "*.md").Concat(
        Directory.GetDirectories(folder).Where(inner => !NotOurs.Contains(System.IO.Path.GetFileName(inner))).SelectMany(Files));

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^()\s]+\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();
}
