namespace RlQuery.Reports.Html;

/// <summary>Folded blocks.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Blocks">The blocks.</param>
public sealed record ReportFolded(string Title, IReadOnlyList<ReportBlock> Blocks) : ReportBlock
{
    internal override void Write(HtmlWriter html)
    {
        html.Begin("details").Element("summary", Title).NewLine();
        foreach (ReportBlock block in Blocks)
        {
            block.Write(html);
        }
        html.End().NewLine();
    }
}
