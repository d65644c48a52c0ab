using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>What was noted of a row.</summary>
internal static class NotesView
{
    /// <summary>The notes of others, and one's own to be written.</summary>
    /// <param name="state">The session.</param>
    /// <param name="row">0-based row.</param>
    /// <param name="annotator">Who writes; null if nobody is named.</param>
    public static Html Of(LabellingState state, int row, string? annotator)
    {
        string own = state.NotesOf(row).FirstOrDefault(note => note.By == annotator)?.Text ?? "";
        return Html.Of($"""
            {List(state.NotesOf(row).Where(note => note.By != annotator))}
            <form data-command="note" class="note"><label for="note">{Texts.Note}</label>
            <textarea id="note" name="text" rows="2" maxlength="2000">{own}</textarea><button>{Texts.SaveNote}</button></form>
            """);
    }

    /// <summary>Notes to be read.</summary>
    public static Html List(IEnumerable<RowNote> notes)
    {
        Html lines = Html.Join(notes.Select(note => Html.Of($"<li><bdi>{SessionWords.Name(note.By)}</bdi>: <bdi class=\"said\">{note.Text}</bdi></li>")));
        return Html.If(lines.Text.Length > 0, $"<ul class=\"notes\" aria-label=\"{Texts.Note}\">{lines}</ul>");
    }
}
