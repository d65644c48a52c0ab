namespace RlQuery.Reports.Html;

/// <summary>A figure, held by the page itself.</summary>
/// <param name="Svg">The figure as an SVG file.</param>
/// <param name="Alternative">Alternative text.</param>
/// <param name="Caption">What a reader should look for.</param>
/// <remarks>An image of its own rather than elements of the page: identifiers of two figures cannot collide, and nothing in it is run.</remarks>
public sealed record ReportImage(byte[] Svg, string Alternative, string Caption) : ReportBlock
{
    internal override void Write(HtmlWriter html)
    {
        html.Begin("figure").Begin("div", ("class", "box"), ("role", "region"), ("tabindex", "0"), ("aria-label", Alternative));
        html.Void("img", ("alt", Alternative), ("src", $"data:image/svg+xml;base64,{Convert.ToBase64String(Svg)}")).End();
        html.Element("figcaption", Caption).End().NewLine();
    }
}
