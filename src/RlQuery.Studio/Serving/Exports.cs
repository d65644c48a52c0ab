using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;

namespace RlQuery.Studio.Serving;

/// <summary>Files to take away, written as <c>rlquery session export</c> writes them.</summary>
/// <param name="open">The session.</param>
/// <param name="session">Whoever answers it.</param>
internal sealed class Exports(OpenSession open, SharedSession session)
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [LabelledFile.Name] = "text/csv; charset=utf-8",
        ["labelled.jsonl"] = "application/jsonl; charset=utf-8",
        ["tasks.json"] = "application/json",
        ["tasks.xml"] = "application/xml",
    };

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app) => app.MapGet("/export/{file}", SendAsync);

    private async Task SendAsync(HttpContext context)
    {
        string file = (string)context.Request.RouteValues["file"]!;
        if (!Types.TryGetValue(file, out string? type))
        {
            await Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound);
            return;
        }
        // Nobody else can read what is in it.
        string folder = Directory.CreateTempSubdirectory("rlquery-export-").FullName;
        try
        {
            LabellingState state = await session.CopyAsync(context.RequestAborted);
            string path = Path.Combine(folder, file);
            Write(path, state, context.RequestAborted);
            context.Response.ContentType = type;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            await context.Response.SendFileAsync(path, context.RequestAborted);
        }
        catch (InvalidInputException refused)
        {
            await Guard.Refuse(context, StatusCodes.Status422UnprocessableEntity, string.Join("\n", refused.Faults));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Write(string path, LabellingState state, CancellationToken cancel)
    {
        switch (Path.GetExtension(path))
        {
            case ".csv":
                LabelledFile.Write(path, open.Table, state);
                break;
            case ".jsonl":
                LabelledLines.Write(path, open.Table, open.File.Table, state);
                break;
            default:
                LabelStudioTasks.Write(Path.ChangeExtension(path, ".json"), open, state, LabelStudioTasks.DefaultCount, cancel);
                break;
        }
    }
}
