using Microsoft.AspNetCore.Http;
using RlQuery.Studio.Content;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace RlQuery.Studio.Access;

/// <summary>Stands before every request: who may ask, and what a browser may do with the answer.</summary>
/// <param name="door">Who may come in.</param>
/// <param name="isLocal">Whether it is found on this machine alone, under its own address.</param>
/// <param name="seesRuns">Whether trainings and evaluations are shown.</param>
/// <param name="paints">Whether regions of pictures can be painted.</param>
/// <param name="invite">Told when a link was used that is good for once.</param>
internal sealed class Guard(Doorkeeper door, bool isLocal, bool seesRuns, bool paints, Action invite)
{
    /// <summary>Header of the page's token.</summary>
    public const string TokenHeader = "X-Studio-Token";

    /// <summary>Where links lead.</summary>
    public const string Entry = "/enter";

    // No script but the page's own file, nothing from elsewhere, no page around it.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    private static readonly string[] Local = ["127.0.0.1", "localhost", "[::1]"];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Lets a request through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        Protect(context.Response.Headers);
        // A page of elsewhere that has its name lead here (DNS rebinding) names itself as the host. Elsewhere than on loopback names differ; there, such a
        // page has no cookie of this one.
        if (isLocal && !Local.Any(name => request.Host.Value == FormattableString.Invariant($"{name}:{context.Connection.LocalPort}")))
        {
            await Refuse(context, StatusCodes.Status421MisdirectedRequest, Texts.BadHost);
            return;
        }
        if (request.Path == Entry)
        {
            await EnterAsync(context);
            return;
        }
        if (Asset.Find(request.Path) is { } asset && HttpMethods.IsGet(request.Method))
        {
            await asset.SendAsync(context);
            return;
        }
        if (!door.TryKnow(request.Cookies[door.Cookie], out string? annotator))
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, Texts.NeedsLink);
            return;
        }
        if (!HttpMethods.IsGet(request.Method) && !IsFromPage(request, annotator))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, Texts.NoCross);
            return;
        }
        context.Items[typeof(Guard)] = new Visitor(annotator, door.PageToken(annotator), seesRuns, paints);
        await next(context);
    }

    /// <summary>Who asks.</summary>
    public static Visitor Of(HttpContext context) => (Visitor)context.Items[typeof(Guard)]!;

    /// <summary>Answers with a line.</summary>
    public static Task Refuse(HttpContext context, int status, string line)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(line + "\n");
    }

    private bool IsFromPage(HttpRequest request, string? annotator) =>
        SessionKey.Same(request.Headers[TokenHeader].ToString(), door.PageToken(annotator))
        && request.Headers[HeaderNames.Origin].ToString() is var origin && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host.Value}");

    private async Task EnterAsync(HttpContext context)
    {
        string token = context.Request.Query["token"].ToString();
        if (!HttpMethods.IsGet(context.Request.Method) || !door.TryEnter(token, out string cookie, out bool wasOnce))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, Texts.NoEntry);
            return;
        }
        context.Response.Cookies.Append(door.Cookie, cookie, new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = Kept,
            IsEssential = true,
        });
        // A browser does not send such a cookie after a redirect from another site, so that the page goes on by itself.
        context.Response.Headers["Refresh"] = "0; url=/";
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(Texts.Title + "\n");
        if (wasOnce)
        {
            invite();
        }
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
