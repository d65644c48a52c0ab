using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RlQuery.Core;
using RlQuery.Core.Labelling;
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
        [".csv"] = "text/csv; charset=utf-8",
        [".jsonl"] = "application/jsonl; charset=utf-8",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
    };

    /// <summary>Says what is where.</summary>
    public void AddTo(IEndpointRouteBuilder app) => app.MapGet("/export/{file}", SendAsync);

    private async Task SendAsync(HttpContext context)
    {
        string file = (string)context.Request.RouteValues["file"]!;
        if (!open.Exports.Contains(file))
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
            open.Export(path, state, context.RequestAborted);
            context.Response.ContentType = Types[Path.GetExtension(file)];
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
}
