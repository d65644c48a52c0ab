using Microsoft.AspNetCore.Http;
using RlQuery.Studio.Access;
using RlQuery.Studio.Markup;
using RlQuery.Studio.Pages;

namespace RlQuery.Studio.Serving;

/// <summary>Sends what the browser shows.</summary>
internal static class Reply
{
    /// <summary>A whole page, for whoever asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Path of the page.</param>
    /// <param name="view">What it shows.</param>
    public static Task PageAsync(HttpContext context, string path, Html view) => ViewAsync(context, Layout.Page(path, Guard.Of(context), view));

    /// <summary>What a page shows, alone.</summary>
    /// <param name="context">The request.</param>
    /// <param name="view">The view.</param>
    public static Task ViewAsync(HttpContext context, Html view)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(view.Text, context.RequestAborted);
    }
}
