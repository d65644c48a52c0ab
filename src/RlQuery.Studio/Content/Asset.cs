using Microsoft.AspNetCore.Http;

namespace RlQuery.Studio.Content;

/// <summary>A script, style or sign of the page, which is in the assembly.</summary>
internal sealed class Asset
{
    public const string Script = "/studio.js";
    public const string Paint = "/paint.js";
    public const string Style = "/studio.css";
    public const string Icon = "/studio.svg";

    private static readonly Dictionary<string, Asset> All = new()
    {
        [Script] = new("studio.js", "text/javascript; charset=utf-8"),
        [Paint] = new("paint.js", "text/javascript; charset=utf-8"),
        [Icon] = new("studio.svg", "image/svg+xml"),
        // Browsers ask for it where a page names no sign, as the answer to a link does not.
        ["/favicon.ico"] = new("studio.svg", "image/svg+xml"),
        [Style] = new("studio.css", "text/css; charset=utf-8"),
    };

    private readonly byte[] _content;
    private readonly string _type;

    private Asset(string name, string type)
    {
        using Stream stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
    }

    /// <summary>The file of a path; null where there is none.</summary>
    public static Asset? Find(string? path) => All.GetValueOrDefault(path ?? "");

    public Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = _type;
        context.Response.ContentLength = _content.Length;
        return context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }
}
