using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Serving;

/// <summary>Shows how far the session has come, and goes on showing it.</summary>
/// <param name="open">The session.</param>
/// <param name="items">Shows rows.</param>
/// <param name="session">Whoever answers it.</param>
/// <param name="progress">Measures it.</param>
/// <param name="saved">Compares it with random labels; null where that says nothing.</param>
/// <param name="stopping">The server ends.</param>
internal sealed class ProgressPages(
    OpenSession open, IItemView items, SharedSession session, SharedProgress progress, SavedLabels? saved, CancellationToken stopping)
{
    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app)
    {
        foreach (string path in ProgressView.Paths)
        {
            app.MapGet(path, context => PageAsync(context, path));
        }
        app.MapGet("/events", EventsAsync);
        app.MapGet("/row/{row:int}", RowAsync);
    }

    private async Task PageAsync(HttpContext context, string path) =>
        await Reply.PageAsync(context, path, ViewOf(await progress.WaitAsync(null, context.RequestAborted), path));

    private async Task RowAsync(HttpContext context)
    {
        int row = int.Parse((string)context.Request.RouteValues["row"]!, CultureInfo.InvariantCulture);
        if (row < 0 || row >= open.Cells.Rows)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        await Reply.PageAsync(context, "", await session.ReadAsync(state => items.Single(state, row), context.RequestAborted));
    }

    private async Task EventsAsync(HttpContext context)
    {
        string path = ProgressView.PathOf(context.Request.Query["of"]);
        SessionProgress? known = null;
        await EventStream.SendAsync(context, async cancel => ViewOf(known = await progress.WaitAsync(known, cancel), path), stopping);
    }

    private Html ViewOf(SessionProgress known, string path) => ProgressView.Of(known, saved?.Words(known), open.Exports, path);
}
