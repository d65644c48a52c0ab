using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Queries;
using RlQuery.Sessions;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>What an answer is given with: a button for each class, a field for a number, a box for each class of a set.</summary>
internal static class AnswerControls
{
    private const int Keys = 9;
    private const int MostShown = 200;

    /// <summary>The controls.</summary>
    /// <param name="state">The session.</param>
    /// <param name="expected">What the learner expects; null if it must not say.</param>
    public static Html Of(LabellingState state, Expectation? expected) => state.Form.Kind switch
    {
        TargetKind.Number => Number(expected),
        TargetKind.Text => Text(expected),
        TargetKind.ClassSet => Set(state, expected),
        _ => Buttons(state, expected),
    };

    /// <summary>Names of the classes, to complete what is typed.</summary>
    public static Html Names(LabellingState state) => Html.Of($"""
        <datalist id="names">{Html.Join(state.Classes.Take(MostShown).Select(name => Html.Of($"<option value=\"{name}\"></option>")))}</datalist>
        """);

    private static Html Number(Expectation? expected) => Html.Of($"""
        <form data-command="answer"><label for="number">{Texts.Number}</label>
        <input id="number" name="text" inputmode="decimal" autocomplete="off" required><button>{Texts.Save}</button>
        {Html.If(SessionWords.Guess(expected) is not null, $"<p>{SessionWords.Guess(expected)}</p>")}</form>
        """);

    // What the model proposes stands in the field already, to be saved or changed.
    private static Html Text(Expectation? expected) => Html.Of($"""
        <form data-command="answer"><label for="answer-text">{Texts.Text}</label>
        <input id="answer-text" name="text" maxlength="4000" autocomplete="off" value="{expected?.Text ?? ""}" required><button>{Texts.Save}</button></form>
        """);

    private static Html Buttons(LabellingState state, Expectation? expected)
    {
        if (state.Classes.Count == 0)
        {
            return Html.Of($"<p>{Texts.NoClass}</p>");
        }
        Html buttons = Html.Join(Shown(state, expected).Select(place =>
        {
            string name = state.Classes[place];
            return Html.Of($"""
                <button data-command="answer" data-text="{name}" data-key="{(place < Keys ? $"{place + 1}" : "")}">
                {Html.If(place < Keys, $"<kbd>{place + 1}</kbd> ")}<bdi>{name}</bdi>{Share(expected, place)}</button>
                """);
        }));
        return Html.Of($"""
            {Html.If(state.Classes.Count > Keys, $"""
                <form data-command="answer" class="search"><label for="search">{Texts.FindClass}</label>
                <input id="search" name="text" type="search" autocomplete="off" list="names" aria-describedby="search-help">
                <small id="search-help">{Texts.OrType}</small></form>{Names(state)}
                """)}
            {Html.If(state.Classes.Count > MostShown, $"<p>{Texts.MoreClasses}</p>")}
            <div class="classes" role="group" aria-label="{Texts.Classes}">{buttons}</div>
            """);
    }

    private static Html Set(LabellingState state, Expectation? expected)
    {
        Html boxes = Html.Join(Shown(state, expected).Select(place => Html.Of($"""
            <label class="box"><input type="checkbox" name="set" value="{state.Classes[place]}" data-key="{(place < Keys ? $"{place + 1}" : "")}">
            {Html.If(place < Keys, $"<kbd>{place + 1}</kbd>")} <bdi>{state.Classes[place]}</bdi>{Share(expected, place)}</label>
            """)));
        return Html.Of($"""
            <form data-command="answer"><fieldset class="classes"><legend>{Texts.Classes}</legend>{boxes}</fieldset><button>{Texts.Save}</button></form>
            """);
    }

    // Of very many, the most likely ones; else the most frequent so far. Those with keys stay where they are.
    private static int[] Shown(LabellingState state, Expectation? expected)
    {
        int[] all = [.. Enumerable.Range(0, state.Classes.Count)];
        if (all.Length <= MostShown)
        {
            return all;
        }
        IReadOnlyList<int> counts = SessionWords.CountsOf(state);
        float Rank(int place) => expected?.Probabilities is { } known && place < known.Count ? known[place] : counts[place];
        return [.. all[..Keys], .. all[Keys..].OrderByDescending(Rank).Take(MostShown - Keys)];
    }

    private static Html Share(Expectation? expected, int place) => expected?.Probabilities is { } known && place < known.Count
        ? Html.Of($" <small>{(int)Math.Round(100 * known[place])}%</small>") : Html.Empty;
}
