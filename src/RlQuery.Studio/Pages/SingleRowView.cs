using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>A row that somebody looks at, with what was said of it.</summary>
internal static class SingleRowView
{
    /// <summary>Shows it.</summary>
    public static Html Of(LabellingTable table, LabellingState state, int row)
    {
        Html said = Html.Join(state.OpinionsOf(row).Select(one => Html.Of(
            $"<li><bdi>{SessionWords.Name(one.By)}</bdi>: <bdi>{one.Answer ?? Texts.Skipped}</bdi></li>")));
        return Html.Of($"""
            <article id="view" data-view="/row/{row}" data-version="0" data-row="" data-said="">
            <h1 tabindex="-1">{Texts.Row} {row}</h1>
            <p>{Texts.Answer}: <bdi>{state.Answers[row] ?? Texts.Missing}</bdi></p><ul>{said}</ul>{NotesView.List(state.NotesOf(row))}
            <div class="item">{RowView.Of(table, row)}</div>
            </article>
            """);
    }
}
