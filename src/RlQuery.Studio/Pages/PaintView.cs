using RlQuery.Core.Labelling;
using RlQuery.Sessions.Shared;
using RlQuery.Studies.Segmentation;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>A whole picture, whose regions are answered by painting.</summary>
internal static class PaintView
{
    /// <summary>Name of the page; a picture has its number behind it.</summary>
    public const string Path = "/paint";

    private const int Keys = 9;
    private const int Colours = 8;

    /// <summary>Shows it.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="picture">Place of the picture among them.</param>
    /// <param name="state">The session.</param>
    /// <param name="turn">What is to do.</param>
    /// <param name="said">What came of the last command; empty for nothing.</param>
    public static Html Of(MappedPictures pictures, int picture, LabellingState state, Turn turn, string said)
    {
        IReadOnlyList<int> rows = pictures.RowsOf(picture);
        (int Picture, int Region)? asked = turn.Question is { } question ? pictures.PlaceOf(question.Row) : null;
        Dictionary<string, int> places = state.Classes.Index().ToDictionary(one => one.Item, one => one.Index);
        string[] answers = [.. rows.Select(row => state.Answers[row] is { } answer && places.TryGetValue(answer, out int place) ? $"{place}" : "")];
        int answered = rows.Count(row => state.Answers[row] is not null);
        Html classes = Html.Join(state.Classes.Index().Select(one => Class(one.Index, one.Item)));
        return Html.Of($"""
            <article id="view" data-view="{Path}/{picture}" data-version="{turn.Version}" data-row="" data-said="{said}" data-picture="{picture}"
            data-answers="{string.Join(',', answers)}" data-asked="{(asked is { } now && now.Picture == picture ? $"{now.Region}" : "")}">
            <h1 tabindex="-1">{Texts.Paint} <bdi>{pictures.Names[picture]}</bdi>
            <small>{answered} {Texts.Of} {rows.Count} {Texts.RegionsAnswered}</small></h1>
            {Others(pictures.Names.Count, picture, asked?.Picture)}
            {Html.If(state.Classes.Count == 0, $"<p>{Texts.NoClass}</p>")}
            <div id="board" tabindex="0" role="application" aria-label="{Texts.Board} {pictures.Names[picture]}" aria-describedby="paint-keys chosen">
            <img src="{Path}/{picture}/picture" alt=""><canvas id="layer"></canvas></div>
            <div class="answer">
            <p id="chosen" aria-live="polite" data-region="{Texts.Region}" data-none="{Texts.NotAnswered}" data-asked="{Texts.AskedNow}"></p>
            <div class="actions" role="group" aria-label="{Texts.Tool}"><button type="button" data-tool="brush" data-key="b" aria-pressed="true">
            <kbd>b</kbd> {Texts.Brush}</button><button type="button" data-tool="polygon" data-key="p" aria-pressed="false"><kbd>p</kbd> {Texts.Polygon}</button>
            <label for="size">{Texts.BrushSize}</label><input id="size" type="range" min="1" max="100" value="20"></div>
            <div class="classes" role="group" aria-label="{Texts.Classes}">{classes}</div>
            <div class="actions" role="group"><button type="button" id="paint-send" data-key="g" data-nothing="{Texts.NothingPainted}">
            <kbd>g</kbd> {Texts.GiveAnswers} <span id="strokes"></span></button>
            <button type="button" id="paint-back" data-key="x"><kbd>x</kbd> {Texts.UndoStroke}</button>
            <button data-command="undo" data-key="u"><kbd>u</kbd> {Texts.UndoAnswer}</button></div>
            <p>{Texts.PaintHelp}</p>
            <p class="keys" id="paint-keys"><small>{Texts.KeysOfPaint}</small></p>
            </div>
            </article>
            """);
    }

    /// <summary>Says why nothing can be painted on.</summary>
    /// <param name="fault">Why, in a line.</param>
    public static Html Refused(string fault) => Html.Of($"""
        <article id="view" data-view="{Path}" data-version="0" data-row="" data-said=""><h1 tabindex="-1">{Texts.Paint}</h1><p>{fault}</p></article>
        """);

    private static Html Class(int place, string name)
    {
        string key = place < Keys ? $"{place + 1}" : "";
        return Html.Of($"""
            <button type="button" data-paint="{name}" data-key="{key}" aria-pressed="{(place == 0 ? "true" : "false")}">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect class="c{Math.Min(place, Colours - 1)}" width="12" height="12"/></svg>
            {Html.If(key.Length > 0, $"<kbd>{key}</kbd> ")}<bdi>{name}</bdi></button>
            """);
    }

    private static Html Others(int count, int picture, int? asked)
    {
        Html Link(int to, string name) => Html.Of($"<a href=\"{Path}/{to}\">{name}</a> ");
        return Html.Of($"""
            <nav class="pictures" aria-label="{Texts.PicturesOfTable}">{(picture > 0 ? Link(picture - 1, Texts.Previous) : Html.Empty)}
            {picture + 1} {Texts.Of} {count} {(picture < count - 1 ? Link(picture + 1, Texts.Next) : Html.Empty)}
            {(asked is int other && other != picture ? Link(other, Texts.PictureAsked) : Html.Empty)}</nav>
            """);
    }
}
