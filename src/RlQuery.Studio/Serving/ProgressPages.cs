using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Serving;

/// <summary>Shows how far the session has come, and goes on showing it.</summary>
/// <param name="table">The table.</param>
/// <param name="session">The session.</param>
/// <param name="progress">Measures it.</param>
/// <param name="stopping">The server ends.</param>
internal sealed class ProgressPages(LabellingTable table, SharedSession session, SharedProgress progress, CancellationToken stopping)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app)
    {
        app.MapGet(ProgressView.Path, context => PageAsync(context, ProgressView.Path));
        app.MapGet(ProgressView.Predicted, context => PageAsync(context, ProgressView.Predicted));
        app.MapGet("/events", EventsAsync);
        app.MapGet("/row/{row:int}", RowAsync);
    }

    private async Task PageAsync(HttpContext context, string path) =>
        await WriteAsync(context, path, ProgressView.Of(await progress.WaitAsync(null, context.RequestAborted), path));

    private async Task RowAsync(HttpContext context)
    {
        int row = int.Parse((string)context.Request.RouteValues["row"]!, CultureInfo.InvariantCulture);
        if (row < 0 || row >= table.Cells.Rows)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        await WriteAsync(context, "", await session.ReadAsync(state => SingleRowView.Of(table, state, row), context.RequestAborted));
    }

    // Server-sent events, of the HTML standard: the page is drawn anew whenever there is news.
    private async Task EventsAsync(HttpContext context)
    {
        string path = context.Request.Query["of"] == ProgressView.Predicted ? ProgressView.Predicted : ProgressView.Path;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        SessionProgress? known = null;
        try
        {
            while (true)
            {
                string? news = null;
                using (var silence = CancellationTokenSource.CreateLinkedTokenSource(end.Token))
                {
                    silence.CancelAfter(Silence);
                    try
                    {
                        known = await progress.WaitAsync(known, silence.Token);
                        news = ProgressView.Of(known, path).Text;
                    }
                    catch (OperationCanceledException) when (!end.IsCancellationRequested)
                    {
                        // A comment shows whether the browser is still there.
                    }
                }
                string sent = news is null ? ":\n\n" : string.Concat(news.Split('\n').Select(line => $"data: {line.TrimEnd('\r')}\n")) + "\n";
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(sent), end.Token);
                await context.Response.Body.FlushAsync(end.Token);
                await Task.Delay(Rest, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has gone, or the server ends.
        }
    }

    private static Task WriteAsync(HttpContext context, string path, Html view)
    {
        Visitor visitor = Guard.Of(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Layout.Page(path, visitor.Annotator, visitor.Token, view).Text, context.RequestAborted);
    }
}
