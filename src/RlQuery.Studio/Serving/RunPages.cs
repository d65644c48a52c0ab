using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RlQuery.Studies.Watching;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Serving;

/// <summary>Shows trainings and evaluations, and how far they come.</summary>
/// <param name="board">The runs.</param>
/// <param name="stopping">The server ends.</param>
internal sealed class RunPages(RunBoard board, CancellationToken stopping)
{
    // A report is a page of its own with its styles and pictures inside; whatever else may be in it does not run, and reaches nothing.
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app)
    {
        app.MapGet(RunsView.Path, context => PageAsync(context, RunsView.Path));
        app.MapGet($"{RunsView.Path}/{{run}}", context => PageAsync(context, context.Request.Path));
        app.MapGet($"{RunsView.Path}/{{run}}/report", ReportAsync);
        app.MapGet($"{RunsView.Path}/events", EventsAsync);
    }

    private async Task PageAsync(HttpContext context, string path)
    {
        if (ViewOf(path) is not { } view)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        await Reply.PageAsync(context, path, view);
    }

    private async Task EventsAsync(HttpContext context)
    {
        string path = context.Request.Query["of"].ToString();
        if (ViewOf(path) is null)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        string? known = null;
        await EventStream.SendAsync(context, NextAsync, stopping);

        async Task<Html> NextAsync(CancellationToken cancel)
        {
            while (true)
            {
                if (ViewOf(path) is { } view && view.Text != known)
                {
                    known = view.Text;
                    return view;
                }
                await Task.Delay(Look, cancel);
            }
        }
    }

    private async Task ReportAsync(HttpContext context)
    {
        if (Find((string)context.Request.RouteValues["run"]!) is not { HasReport: true } run)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(Path.Combine(run.Folder, WatchedRun.ReportName), context.RequestAborted);
    }

    private Html? ViewOf(string path) => path == RunsView.Path ? RunsView.OfAll(board.Find())
        : path.StartsWith(RunsView.Path + "/", StringComparison.Ordinal) && Find(path[(RunsView.Path.Length + 1)..]) is { } run
            ? RunsView.Of(run, board.Read(run)) : null;

    private WatchedRun? Find(string identity) => board.Find().FirstOrDefault(run => RunsView.IdentityOf(run) == identity);
}
