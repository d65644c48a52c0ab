using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RlQuery.Core;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;

namespace RlQuery.Studio.Serving;

/// <summary>Takes in files of labels, as <c>rlquery session import</c> does.</summary>
/// <param name="open">The session.</param>
/// <param name="session">Whoever answers it.</param>
/// <param name="parts">The formats of tables.</param>
internal sealed partial class Imports(OpenSession open, SharedSession session, Parts parts)
{
    private const long MostBytes = 32L << 20;
    private const int MostName = 200;

    private int _number;

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app) => app.MapPost("/import", TakeAsync).RequireRateLimiting(StudioPages.Commands);

    private async Task TakeAsync(HttpContext context)
    {
        string name = context.Request.Query["name"].ToString();
        if (name.Length is 0 or > MostName)
        {
            await Guard.Refuse(context, StatusCodes.Status400BadRequest, Texts.NotUnderstood);
            return;
        }
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes;
        // Nobody else can read what is in it. Of the file's name only the ending is used.
        string folder = Directory.CreateTempSubdirectory("rlquery-import-").FullName;
        try
        {
            string path = Path.Combine(folder, "labels" + Ending().Match(name).Value);
            await using (FileStream file = File.Create(path))
            {
                await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            }
            (AnswerOutcome outcome, string words) = await SendAsync(Guard.Of(context).Annotator, path, name, context.RequestAborted);
            await Guard.Refuse(context, outcome is AnswerOutcome.Stored ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, words);
        }
        catch (BadHttpRequestException)
        {
            await Guard.Refuse(context, StatusCodes.Status413PayloadTooLarge, Texts.TooLarge);
        }
        catch (IOException failed)
        {
            await Guard.Refuse(context, StatusCodes.Status503ServiceUnavailable, failed.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(AnswerOutcome Outcome, string Words)> SendAsync(string? annotator, string path, string name, CancellationToken cancel)
    {
        Turn turn = await session.AskAsync(annotator, cancel);
        var import = new LabelCommand.Import(state => open.ReadAnswers(path, name, state, annotator, parts));
        (AnswerOutcome outcome, string words) = await session.SendAsync(
            annotator, new SentCommand(import, null, turn.Version, $"import {Interlocked.Increment(ref _number)}"), cancel);
        return (outcome, outcome == AnswerOutcome.Stale ? Texts.TryAgain : words.Replace(path, name, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(\.[A-Za-z0-9]{1,10}){1,2}$", RegexOptions.NonBacktracking)]
    private static partial Regex Ending();
}
