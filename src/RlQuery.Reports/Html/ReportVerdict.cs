using RlQuery.Core.Statistics;

namespace RlQuery.Reports.Html;

/// <summary>A verdict with its reasons. It is marked by a word, a sign and a colour.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Word">The word of <see cref="Verdicts.Words"/>.</param>
/// <param name="Reason">The numbers behind it.</param>
public sealed record ReportVerdict(string Subject, string Word, string Reason) : ReportBlock
{
    internal override void Write(HtmlWriter html)
    {
        (string style, string sign) = Word == Verdict.Better.Words() ? ("better", "▲") : Word == Verdict.Worse.Words() ? ("worse", "▼") : ("open", "○");
        html.Begin("p", ("class", $"verdict {style}")).Begin("span", ("class", "word")).Element("span", sign, ("aria-hidden", "true")).Text($" {Word}").End();
        html.Text(" ").Element("strong", Subject).Text($": {Reason}").End().NewLine();
    }
}
