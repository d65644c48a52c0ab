using System.Text.RegularExpressions;

namespace RlQuery.Samples.Tests;

public sealed partial class PagesTests
{
    private const int ColumnLimit = 160;

    private const int WordLimit = 1000;

    // Written by the program, in lines as they come.
    private static readonly string[] Generated = ["CARD.md", "results/speed/README.md"];

    [Fact]
    public void Every_relative_link_and_every_image_of_a_page_leads_to_a_file() => AssertNone(
        from page in Page.All
        from link in page.Links
        where !IsElsewhere(link.Target) && link.Target[0] != '#' && !Path.Exists(Target(page, link.Target))
        select $"{page.Shown}:{link.Number}: {link.Target} leads nowhere");

    [Fact]
    public void Every_anchor_in_a_link_is_that_of_a_heading() => AssertNone(
        from page in Page.All
        from link in page.Links
        let parts = link.Target.Split('#')
        where parts.Length == 2 && !IsElsewhere(link.Target)
        let target = parts[0].Length == 0 ? page : Page.All.FirstOrDefault(one => one.Path == Target(page, link.Target))
        where target is null || !target.Anchors.Contains(parts[1])
        select $"{page.Shown}:{link.Number}: {link.Target} names no heading");

    [Fact]
    public void No_page_has_a_line_beyond_column_160_outside_tables_and_code() => AssertNone(
        from page in Page.All
        where !Generated.Any(name => page.Shown.EndsWith(name, StringComparison.Ordinal))
        from line in page.Text
        where line.Text.Length > ColumnLimit && line.Text[0] != '|'
        select $"{page.Shown}:{line.Number}: {line.Text.Length} columns");

    [Fact]
    public void The_README_has_at_most_1000_words()
    {
        int words = Page.All.Single(page => page.Shown == "README.md").Words;
        Assert.True(words <= WordLimit, $"README.md has {words} words; move some to the pages that it links");
    }

    [Fact]
    public void Every_verb_has_a_page_and_a_line_in_their_index()
    {
        string folder = Path.Combine(Workplace.Root, "src", "RlQuery.Cli", "Verbs");
        string[] verbs = [.. Directory.GetFiles(folder, "*Verb.cs").Select(file => NameOf(Path.GetFileNameWithoutExtension(file)))];
        string[] pages = [.. Page.All.Where(page => Path.GetDirectoryName(page.Path) == folder).Select(page => Path.GetFileNameWithoutExtension(page.Path))];
        Page index = Page.All.Single(page => page.Path == Path.Combine(folder, "README.md"));
        Assert.NotEmpty(verbs);
        AssertNone(verbs.Except(pages).Select(verb => $"{verb} has no page in src/RlQuery.Cli/Verbs"));
        AssertNone(
            pages.Where(page => page != "README" && index.Links.All(link => link.Target != $"{page}.md")).Select(
                page => $"{index.Shown} does not link {page}.md"));
    }

    [Theory]
    [InlineData("# What works, what does not: *controls*", "what-works-what-does-not-controls")]
    [InlineData("## The 53 sets, of 41 origins", "the-53-sets-of-41-origins")]
    [InlineData("## rlquery cross-validate", "rlquery-cross-validate")]
    [InlineData("## See [results](results/README.md)", "see-results")]
    public void Anchors_are_made_as_GitHub_makes_them(string heading, string anchor) => Assert.Equal([anchor], Of(heading).Anchors);

    [Fact]
    public void Links_in_code_are_no_links_and_words_in_code_are_not_counted()
    {
        Page page = Of("One [link](a.md) and `[none](b.md)` – here.\n\n    code [c](c.md)\n\n```csharp\nmore [d](d.md)\n```\n![An image](e.png)\n");
        Assert.Equal([(1, "a.md"), (8, "e.png")], page.Links);
        Assert.Equal(7, page.Words);
    }

    private static Page Of(string text)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var page = new Page(file);
        File.Delete(file);
        return page;
    }

    private static bool IsElsewhere(string target) =>
        target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static string Target(Page page, string link) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, Uri.UnescapeDataString(link.Split('#')[0])));

    // CrossValidateVerb: cross-validate.
    private static string NameOf(string type) => Capital().Replace(type[..^"Verb".Length], "-$0").TrimStart('-').ToLowerInvariant();

    private static void AssertNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
