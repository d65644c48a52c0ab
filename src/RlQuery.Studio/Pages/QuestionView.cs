using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>The question that an annotator has now.</summary>
internal static class QuestionView
{
    private const int Neighbours = 3;

    /// <summary>Shows it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    /// <param name="turn">What is to do.</param>
    /// <param name="annotator">Whose it is; null if nobody is named.</param>
    /// <param name="said">What came of the last command; empty for nothing.</param>
    public static Html Of(LabellingTable table, LabellingState state, Turn turn, string? annotator, string said)
    {
        Html body = turn.Question is { } question ? Question(table, state, turn, question, annotator) : End(state, turn);
        return Html.Of($"""
            <article id="view" data-view="/" data-version="{turn.Version}" data-row="{(turn.Question is { } asked ? $"{asked.Row}" : "")}" data-said="{said}"
            data-again="{(turn.Question is null && turn.Lent > 0 ? "yes" : "")}">
            {body}
            <p class="counts">{SessionWords.Counts(state)}</p>
            </article>
            """);
    }

    private static Html Question(LabellingTable table, LabellingState state, Turn turn, Question question, string? annotator)
    {
        int row = question.Row;
        return Html.Of($"""
            <h1 tabindex="-1">{Kind(turn.Kind)}{Texts.Row} {row}
            <small>{Texts.Line} {table.Cells.Lines[row]} {Texts.Of} <bdi>{Path.GetFileName(table.Cells.Source)}</bdi></small></h1>
            <div class="item">{RowView.Of(table, row)}</div>
            <div class="answer">
            {Html.If(turn.Kind == TurnKind.Review, $"<p>{SessionWords.Disagreement(state, row)}</p>")}
            {AnswerControls.Of(state, question.Expected)}
            <div class="actions" role="group"><button data-command="skip" data-key="s"><kbd>s</kbd> {Texts.Skip}</button>{Undo}</div>
            {Html.If(state.Form.HasClasses, $"{NewClass}")}
            {NotesView.Of(state, row, annotator)}
            <details class="why" open><summary>{Texts.Why}</summary><p>{SessionWords.Why(question)}</p></details>
            {Nearest(table, state, question)}
            <p class="keys"><small>{(state.Form.HasClasses ? Texts.Keys : Texts.KeysOfNumbers)}</small></p>
            </div>
            """);
    }

    // Where the learner must not say what it expects, what is like the row must not say it either.
    private static Html Nearest(LabellingTable table, LabellingState state, Question question)
    {
        IReadOnlyList<int> rows = question.Expected is null ? [] : LabelledNeighbours.Of(table, question.Row, state.Labelled, Neighbours);
        Html list = Html.Join(rows.Select(row => Html.Of(
            $"<li><a href=\"/row/{row}\">{Texts.Row} {row}</a>: <strong><bdi>{state.Answers[row]}</bdi></strong> "
            + $"<bdi>{RowView.Start(table, row)}</bdi></li>")));
        return Html.If(rows.Count > 0, $"<details class=\"near\"><summary>{Texts.Nearest}</summary><ul>{list}</ul></details>");
    }

    private static Html End(LabellingState state, Turn turn) => Html.Of($"""
        <h1 tabindex="-1">{(turn.Lent > 0 ? Texts.EndForNow : Texts.End)}</h1>
        <div class="answer"><div class="actions" role="group">{Undo}</div>{Html.If(state.Form.HasClasses, $"{NewClass}")}</div>
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
