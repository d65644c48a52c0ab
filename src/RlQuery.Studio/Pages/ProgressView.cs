using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>How far a session has come: curve, balance, agreement, map, and what can be taken away.</summary>
internal static class ProgressView
{
    /// <summary>Name of the page.</summary>
    public const string Path = "/progress";

    // What colours the map says the page's name.
    private static readonly (string Path, MapColour Colour, string Name)[] Maps =
    [
        (Path, MapColour.Label, Texts.ByLabel), (Path + "/predicted", MapColour.Prediction, Texts.ByPrediction),
        (Path + "/uncertainty", MapColour.Uncertainty, Texts.ByUncertainty),
    ];

    private static readonly Dictionary<string, string> Exports = new()
    {
        ["labelled.csv"] = "CSV",
        ["labelled.jsonl"] = "JSON Lines",
        ["tasks.json"] = Texts.LabelStudioTasks,
        ["tasks.xml"] = Texts.LabelStudioConfiguration,
        ["clusters.csv"] = Texts.ClustersFile,
        ["clusters.links.csv"] = Texts.LinksFile,
    };

    /// <summary>Names of the page with each of the maps.</summary>
    public static IEnumerable<string> Paths => Maps.Select(map => map.Path);

    /// <summary>The name of the page that is meant.</summary>
    /// <param name="named">What was asked for.</param>
    public static string PathOf(string? named) => Paths.FirstOrDefault(path => path == named, Path);

    /// <summary>Shows it.</summary>
    /// <param name="progress">How far the session has come.</param>
    /// <param name="saved">How many random labels that would have taken, in words; null where that is not known.</param>
    /// <param name="files">Names of the files that can be taken away.</param>
    /// <param name="path">Name of the page.</param>
    public static Html Of(SessionProgress progress, string? saved, IReadOnlyList<string> files, string path)
    {
        MapColour colour = Maps.First(map => map.Path == path).Colour;
        int most = Math.Max(1, progress.Classes.Select(one => one.Count).DefaultIfEmpty().Max());
        bool ofPairs = progress.IsOfClusters;
        Html others = Html.Join(Maps.Where(map => map.Path != path && !ofPairs).Select(map => Html.Of($"<a href=\"{map.Path}\">{map.Name}</a> ")));
        Html exports = Html.Join(files.Select(file => Html.Of(
            $"<li><a class=\"button\" href=\"/export/{file}\" download>{Exports[file]}</a></li>")));
        Html classes = Html.Join(progress.Classes.Select(one => Html.Of($"""
            <tr><th scope="row"><bdi>{one.Class}</bdi></th><td>{one.Count}</td>
            <td><svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true">
            <rect class="bar" width="{200.0 * one.Count / most:F1}" height="12"/></svg></td></tr>
            """)));
        return Html.Of($"""
            <article id="view" data-view="{path}" data-version="0" data-row="" data-said="" data-live="/events">
            <h1 tabindex="-1">{Texts.Progress}</h1>
            <p>{progress.Counts}</p>{Html.Join(progress.Lines.Select(line => Html.Of($"<p>{line}</p>")))}
            {Html.If(saved is not null, $"<p>{saved}</p>")}
            {Html.If(progress.Lines.Count == 0, $"<p>{Texts.NothingMeasured}</p>")}
            {CurveFigure.Of(progress.Checkpoints)}
            {Html.If(progress.Classes.Count > 0, $"""
                <h2>{(ofPairs ? Texts.Clusters : Texts.Balance)}</h2>
                <table><thead><tr><th scope="col">{(ofPairs ? Texts.ClusterName : Texts.Class)}</th>
                <th scope="col">{(ofPairs ? Texts.Rows : Texts.Labels)}</th><th></th></tr></thead>
                <tbody>{classes}</tbody></table>
                """)}
            {Agreement(progress.Agreement)}
            <h2>{Texts.Map}</h2>
            <p>{Html.If(ofPairs, $"{Texts.MapOfClusters} ")}{Texts.MapHelp} {others}</p>
            {MapFigure.Of(progress.Map, [.. progress.Classes.Select(one => one.Class)], colour)}
            <h2>{Texts.TakeAway}</h2>
            <ul class="exports">{exports}</ul>
            <h2>{Texts.BringIn}</h2>
            <p>{(ofPairs ? Texts.BringInLinks : Texts.BringInHelp)}</p>
            <form data-upload="/import" class="actions"><label for="file">{Texts.File}</label><input id="file" name="file" type="file" required>
            <button>{Texts.Import}</button></form>
            </article>
            """);
    }

    private static Html Agreement(AnnotatorAgreement agreement)
    {
        if (agreement.Alpha is not double alpha)
        {
            return Html.Empty;
        }
        Html pairs = Html.Join(agreement.Pairs.Select(pair => Html.Of(
            $"<tr><td><bdi>{SessionWords.Name(pair.First)}</bdi></td><td><bdi>{SessionWords.Name(pair.Second)}</bdi></td>"
            + $"<td>{pair.Rows}</td><td>{pair.Agreement:F3}</td></tr>")));
        return Html.Of($"""
            <h2>{Texts.Agreement}</h2><p>{Texts.Alpha} {alpha:F3} ({agreement.Rows} {Texts.Rows})</p>
            <table><thead><tr><th scope="col" colspan="2">{Texts.Annotators}</th><th scope="col">{Texts.Rows}</th>
            <th scope="col">{Texts.Kappa}</th></tr></thead>
            <tbody>{pairs}</tbody></table>
            """);
    }
}
