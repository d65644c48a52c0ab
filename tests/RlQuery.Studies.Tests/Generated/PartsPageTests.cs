using System.Reflection;
using System.Text;
using RlQuery.Core;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>The page of all parts.</summary>
public sealed class PartsPageTests
{
    [Fact]
    public void The_page_has_a_table_of_every_kind_of_parts() => GeneratedFile.AssertIs(Path.Combine("src", "PARTS.md"), _ => Page());

    [Fact]
    public void Every_part_says_what_it_is_in_one_line()
    {
        foreach (IPart part in Known.Parts.Kinds.SelectMany(Known.Parts.All))
        {
            Assert.False(
                string.IsNullOrWhiteSpace(part.Description) || part.Description.Contains('\n') || part.Description.Contains('|'),
                $"{part.GetType()}: {part.Description}");
        }
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Parts

            What environment files and commands may name. `rlquery list KIND` shows the same, with parts of your own after `--parts my.dll`; a program adds its
            own by `Parts.With`. This page is made from the code by a test.

            """.ReplaceLineEndings("\n"));
        foreach (Type kind in Known.Parts.Kinds)
        {
            PartKindAttribute words = kind.GetCustomAttribute<PartKindAttribute>()!;
            page.Append($"\n## {words.Plural}\n\nType: `{kind.FullName}`\n\n| {words.Word} | |\n|---|---|\n");
            foreach (IPart part in Known.Parts.All(kind))
            {
                string also = part.Aliases.Count == 0 ? "" : $" (also {string.Join(", ", part.Aliases.Select(alias => $"`{alias}`"))})";
                page.Append($"| `{part.Name}`{also} | {part.Description} |\n");
            }
        }
        return page.ToString();
    }
}
