using System.Security.Cryptography;
using System.Text;
using RlQuery.Studies.Watching;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Trainings and evaluations: all of them, or one with its curves.</summary>
internal static class RunsView
{
    /// <summary>Name of the page of all.</summary>
    public const string Path = "/runs";

    private const int IdentityBytes = 8;

    /// <summary>What a run is called in addresses, which hold no paths.</summary>
    public static string IdentityOf(WatchedRun run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.Folder)).AsSpan(0, IdentityBytes));

    /// <summary>All runs.</summary>
    public static Html OfAll(IReadOnlyList<WatchedRun> runs)
    {
        Html rows = Html.Join(runs.Select(run => Html.Of($"""
            <tr><th scope="row"><a href="{Path}/{IdentityOf(run)}"><bdi>{run.Name}</bdi></a></th><td>{Words(run.Kind)}</td><td>{Report(run)}</td></tr>
            """)));
        return Html.Of($"""
            <article id="view" data-view="{Path}" data-version="0" data-row="" data-said="" data-live="{Path}/events">
            <h1 tabindex="-1">{Texts.Runs}</h1>
            {Html.If(runs.Count == 0, $"<p>{Texts.NoRuns}</p>")}
            {Html.If(runs.Count > 0, $"""
                <table><thead><tr><th scope="col">{Texts.Run}</th><th scope="col">{Texts.State}</th><th scope="col">{Texts.Report}</th></tr></thead>
                <tbody>{rows}</tbody></table>
                """)}
            </article>
            """);
    }

    /// <summary>One run.</summary>
    public static Html Of(WatchedRun run, RunView view)
    {
        return Html.Of($"""
            <article id="view" data-view="{Path}/{IdentityOf(run)}" data-version="0" data-row="" data-said="" data-live="{Path}/events">
            <h1 tabindex="-1"><bdi>{run.Name}</bdi> <small>{Words(run.Kind)}</small></h1>
            <p>{view.Words}</p>
            {LinesFigure.Of(view)}
            <p>{Report(run)}</p>
            </article>
            """);
    }

    private static Html Report(WatchedRun run) =>
        Html.If(run.HasReport, $"<a href=\"{Path}/{IdentityOf(run)}/report\" target=\"_blank\" rel=\"noopener\">{Texts.Report}</a>");

    private static string Words(RunKind kind) => kind switch
    {
        RunKind.Training => Texts.Training,
        RunKind.Trained => Texts.Trained,
        RunKind.Evaluating => Texts.Evaluating,
        _ => Texts.Evaluated,
    };
}
