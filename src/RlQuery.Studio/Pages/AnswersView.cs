using RlQuery.Core.Labelling;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>What an annotator has answered, to be corrected.</summary>
internal static class AnswersView
{
    private const int MostShown = 200;

    /// <summary>The last answers, the latest first.</summary>
    /// <param name="items">Shows what was answered.</param>
    /// <param name="state">The session.</param>
    /// <param name="annotator">Whose answers; null if nobody is named.</param>
    /// <param name="version">See <see cref="Sessions.Shared.Turn"/>.</param>
    /// <param name="said">What came of the last command; empty for nothing.</param>
    public static Html Of(IItemView items, LabellingState state, string? annotator, int version, string said)
    {
        (int Row, string? Answer)[] own =
        [
            .. state.Labelled.Reverse().Concat(state.Skipped)
                .SelectMany(row => state.OpinionsOf(row).Where(one => one.By == annotator).Select(one => (row, one.Answer))).Take(MostShown),
        ];
        Html rows = Html.Join(own.Select(one => Html.Of($"""
            <tr><th scope="row">{items.Name(one.Row)}</th><td dir="auto">{items.Start(one.Row)}</td><td><bdi>{one.Answer ?? Texts.Skipped}</bdi></td>
            <td><form data-command="correct" data-row="{one.Row}"><label class="hidden" for="c{one.Row}">{Texts.Correct} {items.Name(one.Row)}</label>
            <input id="c{one.Row}" name="text" list="names" autocomplete="off" required><button>{Texts.Correct}</button></form></td></tr>
            """)));
        return Html.Of($"""
            <article id="view" data-view="/answers" data-version="{version}" data-row="" data-said="{said}">
            <h1 tabindex="-1">{Texts.Answers}</h1>
            {AnswerControls.Names(state)}
            {Html.If(own.Length == 0, $"<p>{Texts.NoAnswers}</p>")}
            {Html.If(own.Length > 0, $"""
                <table class="list"><thead><tr><th scope="col">{items.Column}</th><th scope="col">{Texts.Text}</th><th scope="col">{Texts.Answer}</th>
                <th scope="col">{Texts.Correct}</th></tr></thead><tbody>{rows}</tbody></table>
                """)}
            </article>
            """);
    }
}
