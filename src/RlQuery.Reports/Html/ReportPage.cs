using System.Text;

namespace RlQuery.Reports.Html;

/// <summary>A report of one file that needs no other one and no network. The same input gives the same bytes.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Lead">One sentence below the title.</param>
/// <param name="Sections">The sections, the most important first.</param>
public sealed record ReportPage(string Title, string Lead, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>The page as an HTML file in UTF-8.</summary>
    public byte[] ToHtml()
    {
        var html = new HtmlWriter();
        html.Begin("html", ("lang", "en")).NewLine().Begin("head").NewLine().Void("meta", ("charset", "utf-8")).NewLine();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).NewLine();
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark")).NewLine();
        html.Element("title", Title).NewLine().Begin("style").NewLine().Asset(Read("report.css")).End(2).NewLine();
        html.Begin("body").NewLine().Begin("main").NewLine().Element("h1", Title).Element("p", Lead, ("class", "lead")).NewLine();
        html.Begin("nav", ("aria-label", "Sections"));
        for (int i = 0; i < Sections.Count; i++)
        {
            html.Element("a", Sections[i].Title, ("href", $"#s{i + 1}")).Text(" ");
        }
        html.End().NewLine();
        for (int i = 0; i < Sections.Count; i++)
        {
            html.Begin("div", ("id", $"s{i + 1}"));
            Sections[i].Write(html);
            html.End().NewLine();
        }
        html.End().NewLine().Begin("script").NewLine().Asset(Read("report.js")).End(3).NewLine();
        return html.ToBytes();
    }

    private static string Read(string asset)
    {
        using Stream content = typeof(ReportPage).Assembly.GetManifestResourceStream(asset)!;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
