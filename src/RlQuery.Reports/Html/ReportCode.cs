namespace RlQuery.Reports.Html;

/// <summary>Lines that are to be typed or compared as they are.</summary>
/// <param name="Text">The lines.</param>
public sealed record ReportCode(string Text) : ReportBlock
{
    internal override void Write(HtmlWriter html) => html.Begin("pre", ("tabindex", "0")).Element("code", Text).End().NewLine();
}
