using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>What stands around each view of the page.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name)[] Views =
    [
        ("/", Texts.Label), (PaintView.Path, Texts.Paint), ("/answers", Texts.Answers), (ProgressView.Path, Texts.Progress), (RunsView.Path, Texts.Runs),
    ];

    /// <summary>A whole page.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="visitor">Who reads it.</param>
    /// <param name="view">What it shows.</param>
    public static Html Page(string path, Visitor visitor, Html view)
    {
        bool Sees(string view) => (visitor.SeesRuns || view != RunsView.Path) && (visitor.Paints || view != PaintView.Path);
        Html links = Html.Join(Views.Where(one => Sees(one.Path)).Select(one => one.Path == path
            ? Html.Of($"<a href=\"{one.Path}\" aria-current=\"page\">{one.Name}</a>") : Html.Of($"<a href=\"{one.Path}\">{one.Name}</a>")));
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="{Texts.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="studio-token" content="{visitor.Token}">
            <title>{Texts.Title}</title>
            <link rel="icon" href="{Asset.Icon}">
            <link rel="stylesheet" href="{Asset.Style}">
            <script src="{Asset.Script}" defer></script>
            {Html.If(path == PaintView.Path, $"<script src=\"{Asset.Paint}\" defer></script>")}
            </head>
            <body data-away="{Texts.Away}" data-not-stored="{Texts.NotStored}" data-too-fast="{Texts.TooFast}" data-needs-link="{Texts.NeedsLink}">
            <a class="jump" href="#view">{Texts.SkipToContent}</a>
            <header class="top"><strong>{Texts.Title}</strong><nav aria-label="{Texts.Pages}">{links}</nav>{Html.If(visitor.Annotator is not null,
                $"<span class=\"who\">{Texts.You} <bdi>{visitor.Annotator}</bdi></span>")}</header>
            <p id="status" role="status" aria-live="polite"></p>
            <p id="alarm" role="alert"></p>
            <noscript><p>{Texts.NoScript}</p></noscript>
            <main>{view}</main>
            </body>
            </html>

            """);
    }
}
