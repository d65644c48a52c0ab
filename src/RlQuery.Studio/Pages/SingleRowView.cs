using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>A row that somebody looks at, with what was said of it.</summary>
internal static class SingleRowView
{
    /// <summary>Shows it.</summary>
    /// <param name="row">0-based row.</param>
    /// <param name="said">What was said of it.</param>
    /// <param name="cells">The row itself.</param>
    public static Html Of(int row, Html said, Html cells) => Html.Of($"""
        <article id="view" data-view="/row/{row}" data-version="0" data-row="" data-said="">
        <h1 tabindex="-1">{Texts.Row} {row}</h1>
        {said}
        <div class="item">{cells}</div>
        </article>
        """);

    /// <summary>What each annotator has said of an item.</summary>
    public static Html Said(LabellingState state, int item) => Html.Of($"""
        <ul>{Html.Join(state.OpinionsOf(item).Select(one => Html.Of(
            $"<li><bdi>{SessionWords.Name(one.By)}</bdi>: <bdi>{one.Answer ?? Texts.Skipped}</bdi></li>")))}</ul>
        """);
}
