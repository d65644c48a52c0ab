using System.Text;
using System.Text.RegularExpressions;
using RlQuery.Reports.Html;

namespace RlQuery.Reports.Tests.Html;

public sealed class ReportPageTests
{
    private const string Nasty = "<b>&\"'</script>\u0001";
    private const string Escaped = "&lt;b&gt;&amp;&quot;&#39;&lt;/script&gt;\uFFFD";

    [Fact]
    public void Whatever_a_text_holds_it_stays_text()
    {
        string html = Render(
            new ReportParagraph(Nasty), new ReportParagraph(Nasty) { IsHeadline = true }, new ReportCode(Nasty), new ReportFolded(Nasty, []),
            new ReportFacts([(Nasty, Nasty)]),
            new ReportVerdict(Nasty, Nasty, Nasty), new ReportTable(Nasty, [Nasty], [[Nasty]]), new ReportImage([1], Nasty, Nasty),
            new ReportSection(Nasty, []));
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        // Title, heading and lead; then each block in turn, where captions are labels of their boxes, too.
        Assert.Equal(3 + 1 + 1 + 1 + 1 + 2 + 3 + 4 + 3 + 1, Regex.Count(html, Regex.Escape(Escaped)));
        Assert.Single(Regex.Matches(html, "</script>"));
    }

    [Fact]
    public void The_page_asks_nothing_of_any_network_and_is_the_same_each_time()
    {
        ReportBlock[] blocks = [new ReportImage(Encoding.UTF8.GetBytes("<svg/>"), "a figure", "its caption"), new ReportTable("t", ["a", "b"], [["x", "1"]])];
        string html = Render(blocks);
        Assert.DoesNotMatch("https?:|//[a-z]|href=\"[^#]|@import|url\\(|<link", html);
        Assert.Contains($"src=\"data:image/svg+xml;base64,{Convert.ToBase64String("<svg/>"u8)}\"", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"a figure\"", html, StringComparison.Ordinal);
        Assert.Equal(html, Render(blocks));
    }

    [Fact]
    public void Columns_of_numbers_are_marked_and_others_are_not()
    {
        string html = Render(new ReportTable("t", ["name", "number", "word"], [["x", "-1.5", "3/1/0"], ["y", "", "2"]]));
        Assert.Contains("<table class=\"n2\">", html, StringComparison.Ordinal);
        Assert.Contains(
            "<th scope=\"col\" class=\"t\">name</th><th scope=\"col\" class=\"n\">number</th><th scope=\"col\" class=\"t\">word</th>", html,
            StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">x</th><td>-1.5</td><td>3/1/0</td></tr>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_follow_the_depth_of_their_sections()
    {
        string html = Render(new ReportSection("inner", [new ReportSection("innermost", [])]), new ReportSection("next", []));
        Assert.Contains("<a href=\"#s1\">section</a>", html, StringComparison.Ordinal);
        Assert.Contains("<div id=\"s1\"><section><h2>section</h2>", html, StringComparison.Ordinal);
        Assert.Equal(["h1", "h2", "h3", "h4", "h3"], Regex.Matches(html, "<(h[1-6])>").Select(match => match.Groups[1].Value));
    }

    [Theory]
    [InlineData("better", "better")]
    [InlineData("worse", "worse")]
    [InlineData("not shown", "open")]
    public void A_verdict_is_told_by_its_word_and_a_sign_and_not_by_colour_alone(string word, string style)
    {
        string html = Render(new ReportVerdict("mine", word, "0.1"));
        Assert.Matches(
            $"<p class=\"verdict {style}\"><span class=\"word\"><span aria-hidden=\"true\">[▲▼○]</span> {word}</span> <strong>mine</strong>: 0\\.1</p>", html);
    }

    [Fact]
    public void Every_element_that_begins_ends()
    {
        string html = Render(
            new ReportFacts([("a", "b")]), new ReportTable("t", ["a"], [["1"]]), new ReportFolded("f", [new ReportCode("c")]), new ReportImage([1], "a", "b"),
            new ReportVerdict("a", "worse", "b"));
        foreach (string tag in Regex.Matches(html, "<([a-z][a-z0-9]*)").Select(match => match.Groups[1].Value).Distinct().Except(["meta", "img"]))
        {
            Assert.Equal((tag, Regex.Count(html, $"<{tag}[ >]")), (tag, Regex.Count(html, $"</{tag}>")));
        }
        Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Begin("p").ToBytes());
    }

    private static string Render(params ReportBlock[] blocks) =>
        Encoding.UTF8.GetString(new ReportPage(Nasty, Nasty, [new ReportSection("section", blocks)]).ToHtml());
}
