namespace RlQuery.Reports.Html;

/// <summary>Short facts, each with its name.</summary>
/// <param name="Facts">The facts.</param>
public sealed record ReportFacts(IReadOnlyList<(string Name, string Value)> Facts) : ReportBlock
{
    internal override void Write(HtmlWriter html)
    {
        html.Begin("dl").NewLine();
        foreach ((string name, string value) in Facts)
        {
            html.Element("dt", name).Element("dd", value).NewLine();
        }
        html.End().NewLine();
    }
}
