namespace RlQuery.Reports.Html;

/// <summary>A part of a report.</summary>
public abstract record ReportBlock
{
    internal abstract void Write(HtmlWriter html);
}
