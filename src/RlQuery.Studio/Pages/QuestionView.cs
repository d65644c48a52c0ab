using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>The question that an annotator has now.</summary>
internal static class QuestionView
{
    /// <summary>Shows it.</summary>
    /// <param name="items">Shows what the question is about.</param>
    /// <param name="state">The session.</param>
    /// <param name="counts">How much is answered and left, in words.</param>
    /// <param name="turn">What is to do.</param>
    /// <param name="annotator">Whose it is; null if nobody is named.</param>
    /// <param name="said">What came of the last command; empty for nothing.</param>
    public static Html Of(IItemView items, LabellingState state, string counts, Turn turn, string? annotator, string said)
    {
        Html body = turn.Question is { } question ? Question(items, state, turn, question, annotator) : End(items, turn);
        return Html.Of($"""
            <article id="view" data-view="/" data-version="{turn.Version}" data-row="{(turn.Question is { } asked ? $"{asked.Row}" : "")}" data-said="{said}"
            data-again="{(turn.Question is null && turn.Lent > 0 ? "yes" : "")}">
            {body}
            <p class="counts">{counts}</p>
            </article>
            """);
    }

    private static Html Question(IItemView items, LabellingState state, Turn turn, Question question, string? annotator)
    {
        int row = question.Row;
        return Html.Of($"""
            <h1 tabindex="-1">{Kind(turn.Kind)}{items.Heading(row)}</h1>
            <div class="item">{items.Of(row)}</div>
            <div class="answer">
            {Html.If(turn.Kind == TurnKind.Review, $"<p>{SessionWords.Disagreement(state, row)}</p>")}
            {AnswerControls.Of(state, question.Expected)}
            <div class="actions" role="group"><button data-command="skip" data-key="s"><kbd>s</kbd> {Texts.Skip}</button>{Undo}</div>
            {Html.If(items.CanGrow, $"{NewClass}")}
            {NotesView.Of(state, row, annotator)}
            <details class="why" open><summary>{Texts.Why}</summary><p>{SessionWords.Why(question)}</p></details>
            {items.Nearest(state, question)}
            <p class="keys"><small>{items.Keys}</small></p>
            </div>
            """);
    }

    private static Html End(IItemView items, Turn turn) => Html.Of($"""
        <h1 tabindex="-1">{(turn.Lent > 0 ? Texts.EndForNow : items.End)}</h1>
        <div class="answer"><div class="actions" role="group">{Undo}</div>{Html.If(items.CanGrow, $"{NewClass}")}</div>
        """);

    private static Html Undo => Html.Of($"<button data-command=\"undo\" data-key=\"u\"><kbd>u</kbd> {Texts.Undo}</button>");

    private static Html NewClass => Html.Of($"""
        <form data-command="class" class="new"><label for="new">{Texts.NewClass}</label><input id="new" name="text" autocomplete="off" required>
        <button>{Texts.AddClass}</button></form>
        """);

    private static Html Kind(TurnKind kind) => kind switch
    {
        TurnKind.Review => Html.Of($"{Texts.Settle}: "),
        TurnKind.Skipped => Html.Of($"{Texts.SkippedBefore}: "),
        _ => Html.Empty,
    };
}
