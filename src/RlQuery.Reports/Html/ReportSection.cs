namespace RlQuery.Reports.Html;

/// <summary>Blocks under a heading; sections in it have smaller ones.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">What stands below it.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks) : ReportBlock
{
    private const int SmallestHeading = 6;

    internal override void Write(HtmlWriter html)
    {
        html.Depth++;
        html.Begin("section").Element($"h{Math.Min(SmallestHeading, html.Depth + 1)}", Title).NewLine();
        foreach (ReportBlock block in Blocks)
        {
            block.Write(html);
        }
        html.End();
        html.Depth--;
    }
}
