using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studies.Segmentation;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;
using RlQuery.Studio.Pages;
using RlQuery.Studio.Painting;

namespace RlQuery.Studio.Serving;

/// <summary>Answers the regions of a picture by painting.</summary>
/// <param name="board">The pictures.</param>
/// <param name="session">Whoever answers the session.</param>
internal sealed class PaintPages(PaintBoard board, SharedSession session)
{
    private const string One = $"{PaintView.Path}/{{picture:int}}";

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app)
    {
        app.MapGet(PaintView.Path, context => PageAsync(context, null));
        app.MapGet(One, context => PageAsync(context, PictureOf(context)));
        app.MapGet($"{One}/picture", context => SendAsync(context, "image/png", read => read.ToPng()));
        app.MapGet($"{One}/regions", context => SendAsync(context, "application/octet-stream", ToRuns));
        app.MapPost(One, PaintAsync).RequireRateLimiting(StudioPages.Commands);
    }

    /// <summary>The view that a page is named after; null where it is none of these.</summary>
    /// <param name="path">Name of the page.</param>
    /// <param name="state">The session.</param>
    /// <param name="turn">What is to do.</param>
    /// <param name="said">What came of the last command.</param>
    public Html? ViewOf(string? path, LabellingState state, Turn turn, string said) =>
        board.Pictures is { } pictures && path?.StartsWith(PaintView.Path + "/", StringComparison.Ordinal) == true
            && int.TryParse(path[(PaintView.Path.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int picture)
            && picture < pictures.Names.Count ? PaintView.Of(pictures, picture, state, turn, said) : null;

    // Without a number, the picture of the region that is asked for.
    private async Task PageAsync(HttpContext context, int? picture)
    {
        if (board.Pictures is not { } pictures)
        {
            await Reply.PageAsync(context, PaintView.Path, PaintView.Refused(board.Fault!));
            return;
        }
        if (picture >= pictures.Names.Count)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        Turn turn = await session.AskAsync(Guard.Of(context).Annotator, context.RequestAborted);
        int shown = picture ?? (turn.Question is { } question ? pictures.PlaceOf(question.Row).Picture : 0);
        try
        {
            board.Read(shown);
            Html view = await session.ReadAsync(state => PaintView.Of(pictures, shown, state, turn, ""), context.RequestAborted);
            await Reply.PageAsync(context, PaintView.Path, view);
        }
        catch (InvalidInputException refused)
        {
            await Reply.PageAsync(context, PaintView.Path, PaintView.Refused(refused.Message));
        }
    }

    private async Task SendAsync(HttpContext context, string type, Func<MappedPicture, byte[]> contentOf)
    {
        if (Find(PictureOf(context)) is not { } read)
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(contentOf(read), context.RequestAborted);
    }

    private async Task PaintAsync(HttpContext context)
    {
        Visitor visitor = Guard.Of(context);
        int picture = PictureOf(context);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = PaintBody.MostBytes;
        try
        {
            PaintBody? body = context.Request.HasJsonContentType() ? await PaintBody.ReadAsync(context.Request.Body, context.RequestAborted) : null;
            string[] classes = await session.ReadAsync(state => state.Classes.ToArray(), context.RequestAborted);
            if (body is null || Find(picture) is not { } read
                || body.Resolve(read.Width, read.RegionOf, read.Rows.Count, classes) is not { } answers)
            {
                await Guard.Refuse(context, StatusCodes.Status400BadRequest, Texts.NotUnderstood);
                return;
            }
            var all = new LabelCommand.AnswerAll([.. answers.Select(one => (read.Rows[one.Region], one.Class))]);
            (AnswerOutcome outcome, string words) = await session.SendAsync(
                visitor.Annotator, new SentCommand(all, null, body.Version, body.Key!), context.RequestAborted);
            context.Response.StatusCode = StudioPages.StatusOf(outcome);
            words = outcome == AnswerOutcome.Stale ? Texts.OutOfDate : words;
            Turn turn = await session.AskAsync(visitor.Annotator, context.RequestAborted);
            Html view = await session.ReadAsync(state => PaintView.Of(board.Pictures!, picture, state, turn, words), context.RequestAborted);
            await Reply.ViewAsync(context, view);
        }
        catch (BadHttpRequestException)
        {
            await Guard.Refuse(context, StatusCodes.Status413PayloadTooLarge, Texts.TooMuchPaint);
        }
        catch (IOException failed)
        {
            await Guard.Refuse(context, StatusCodes.Status503ServiceUnavailable, failed.Message);
        }
    }

    private MappedPicture? Find(int picture)
    {
        try
        {
            return board.Pictures is { } pictures && picture >= 0 && picture < pictures.Names.Count ? board.Read(picture) : null;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static int PictureOf(HttpContext context) => int.Parse((string)context.Request.RouteValues["picture"]!, CultureInfo.InvariantCulture);

    // Width and height, then each region with the number of pixels until the next one, row by row: 32 bits each, the lowest byte first.
    private static byte[] ToRuns(MappedPicture read)
    {
        var numbers = new List<int> { read.Width, read.Height };
        for (int start = 0, end = 0; start < read.RegionOf.Length; start = end)
        {
            for (end = start; end < read.RegionOf.Length && read.RegionOf[end] == read.RegionOf[start];)
            {
                end++;
            }
            numbers.AddRange([read.RegionOf[start], end - start]);
        }
        byte[] bytes = new byte[numbers.Count * sizeof(int)];
        for (int i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        }
        return bytes;
    }
}
