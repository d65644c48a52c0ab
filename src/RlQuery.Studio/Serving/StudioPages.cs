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

/// <summary>Answers the requests of the page.</summary>
/// <param name="open">The session.</param>
/// <param name="items">Shows what it asks about.</param>
/// <param name="session">Whoever answers it.</param>
/// <param name="paint">Where regions are painted; null where rows are none.</param>
internal sealed class StudioPages(OpenSession open, IItemView items, SharedSession session, PaintPages? paint)
{
    /// <summary>Name of the rule that bounds how many commands an annotator sends.</summary>
    public const string Commands = "commands";

    private const string Answers = "/answers";

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app)
    {
        app.MapGet("/", context => PageAsync(context, "/"));
        app.MapGet(Answers, context => PageAsync(context, Answers));
        app.MapGet("/view", ViewAsync);
        app.MapPost("/command", CommandAsync).RequireRateLimiting(Commands);
        app.MapGet("/picture/{row:int}/{column:int}", PictureAsync);
    }

    /// <summary>What a browser is told of a command.</summary>
    /// <param name="outcome">What came of it.</param>
    public static int StatusOf(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Stale => StatusCodes.Status409Conflict,
        AnswerOutcome.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status200OK,
    };

    private async Task PageAsync(HttpContext context, string path)
    {
        Visitor visitor = Guard.Of(context);
        await Reply.PageAsync(context, path, await ViewOf(path, visitor, "", context.RequestAborted));
    }

    private async Task ViewAsync(HttpContext context) =>
        await Reply.ViewAsync(context, await ViewOf(context.Request.Query["of"], Guard.Of(context), "", context.RequestAborted));

    private async Task CommandAsync(HttpContext context)
    {
        Visitor visitor = Guard.Of(context);
        if (!context.Request.HasJsonContentType() || await CommandBody.ReadAsync(context.Request.Body, context.RequestAborted) is not { } sent)
        {
            await Guard.Refuse(context, StatusCodes.Status400BadRequest, Texts.NotUnderstood);
            return;
        }
        try
        {
            (AnswerOutcome outcome, string words) = await session.SendAsync(visitor.Annotator, sent, context.RequestAborted);
            context.Response.StatusCode = StatusOf(outcome);
            words = outcome == AnswerOutcome.Stale ? Texts.OutOfDate : words;
            await Reply.ViewAsync(context, await ViewOf(context.Request.Query["of"], visitor, words, context.RequestAborted));
        }
        catch (IOException failed)
        {
            await Guard.Refuse(context, StatusCodes.Status503ServiceUnavailable, failed.Message);
        }
    }

    private async Task<Html> ViewOf(string? path, Visitor visitor, string said, CancellationToken cancel)
    {
        Turn turn = await session.AskAsync(visitor.Annotator, cancel);
        return await session.ReadAsync(
            state => paint?.ViewOf(path, state, turn, said) ?? (path == Answers ? AnswersView.Of(items, state, visitor.Annotator, turn.Version, said)
                : QuestionView.Of(items, state, open.Counts(state), turn, visitor.Annotator, said)),
            cancel);
    }

    private async Task PictureAsync(HttpContext context)
    {
        int Number(string name) => int.Parse((string)context.Request.RouteValues[name]!, System.Globalization.CultureInfo.InvariantCulture);
        if (PictureFile.Find(open.Cells, Number("row"), Number("column")) is not { } picture)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        context.Response.ContentType = picture.Type;
        await context.Response.SendFileAsync(picture.Path, context.RequestAborted);
    }
}
