namespace RlQuery.Reports.Html;

/// <summary>A paragraph of plain text.</summary>
/// <param name="Text">The text.</param>
public sealed record ReportParagraph(string Text) : ReportBlock
{
    /// <summary>Whether it is the key paragraph.</summary>
    public bool IsHeadline { get; init; }

    internal override void Write(HtmlWriter html) => _ = (IsHeadline ? html.Element("p", Text, ("class", "headline")) : html.Element("p", Text)).NewLine();
}
