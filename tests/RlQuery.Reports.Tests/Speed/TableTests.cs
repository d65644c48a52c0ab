using RlQuery.Benchmarks.Output;

namespace RlQuery.Reports.Tests.Speed;

public sealed class TableTests
{
    private static readonly Table Two = new(["work", "us"], [["margin, 2 classes", "25.9"], ["all", "271"]]);

    [Fact]
    public void Markdown_has_a_header_a_rule_and_a_line_for_each_row() =>
        Assert.Equal("| work | us |\n| --- | --- |\n| margin, 2 classes | 25.9 |\n| all | 271 |\n", Two.ToMarkdown());

    [Fact]
    public void Csv_quotes_the_cells_that_hold_commas() => Assert.Equal("work,us\n\"margin, 2 classes\",25.9\nall,271\n", Two.ToCsv());
}
