using System.Text;
using Microsoft.AspNetCore.Http;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Serving;

/// <summary>Server-sent events, of the HTML standard: a view is sent anew whenever there is news.</summary>
internal static class EventStream
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Sends until the browser goes, or the server ends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Waits for news, and gives the view with it.</param>
    /// <param name="stopping">The server ends.</param>
    public static async Task SendAsync(HttpContext context, Func<CancellationToken, Task<Html>> next, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
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
                        news = (await next(silence.Token)).Text;
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
}
