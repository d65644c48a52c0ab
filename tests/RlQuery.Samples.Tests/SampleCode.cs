using System.Runtime.CompilerServices;

namespace RlQuery.Samples.Tests;

/// <summary>The samples' source: what pages for readers show must be what is compiled and run.</summary>
internal static class SampleCode
{
    /// <summary>The lines of a sample between its region's marks, without their indentation.</summary>
    public static string Region(string sample)
    {
        string[] lines = Lines(sample);
        int start = Array.FindIndex(lines, line => line.Trim() == "#region README") + 1;
        int end = Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        int indentation = lines[start].Length - lines[start].TrimStart().Length;
        return string.Join('\n', lines[start..end].Select(line => line.Length == 0 ? line : line[indentation..]));
    }

    /// <summary>A program of the sample's region.</summary>
    public static string Program(string sample) =>
        string.Join('\n', Lines(sample).TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal))) + "\n\n" + Region(sample);

    /// <summary>The C# of a page in Markdown, block by block.</summary>
    public static IEnumerable<string> Blocks(string page)
    {
        string[] parts = page.ReplaceLineEndings("\n").Split("```csharp\n");
        return parts.Skip(1).Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)]);
    }

    private static string[] Lines(string sample) => File.ReadAllLines(Path.Combine(Folder(), $"{sample}.cs"));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
