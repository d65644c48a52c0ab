using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace RlQuery.Studio.Tests;

/// <summary>A browser without a window: it keeps cookies, and sends what the page's script sends.</summary>
public sealed partial class StudioClient : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private int _keys;

    public StudioClient(Uri address)
    {
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public string Token { get; private set; } = "";

    /// <summary>What the page shows.</summary>
    public int? Row { get; private set; }

    public int Version { get; private set; }

    public string Html { get; private set; } = "";

    public string Said => WebUtility.HtmlDecode(SaidText().Match(Html).Groups[1].Value);

    public async Task EnterAsync(Uri link)
    {
        (await Http.GetAsync(link)).EnsureSuccessStatusCode();
        await OpenAsync("/");
        Token = TokenText().Match(Html).Groups[1].Value;
    }

    public async Task<HttpStatusCode> OpenAsync(string path)
    {
        HttpResponseMessage response = await Http.GetAsync(path);
        Take(await response.Content.ReadAsStringAsync());
        return response.StatusCode;
    }

    /// <summary>Another tab of the same browser.</summary>
    public StudioClient Tab()
    {
        var tab = new StudioClient(Http.BaseAddress!) { Token = Token, _keys = 1_000_000 };
        tab._cookies.Add(_cookies.GetAllCookies());
        tab.Take(Html);
        return tab;
    }

    /// <summary>Sends a command as the page does that is shown.</summary>
    public Task<HttpStatusCode> SendAsync(string kind, string? text = null, int? row = null) =>
        SendAsync(new { kind, text, row = row ?? Row, version = Version, key = $"key-{_keys++}" });

    public async Task<HttpStatusCode> SendAsync(object body, string address = "/command?of=/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Studio-Token", Token);
        HttpResponseMessage response = await Http.SendAsync(request);
        Take(await response.Content.ReadAsStringAsync());
        return response.StatusCode;
    }

    /// <summary>Sends so many zeros, or none of them where the server says beforehand that they are too many.</summary>
    public async Task<(HttpStatusCode Code, string Words)> UploadAsync(string address, string type, int bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        request.Headers.Add("X-Studio-Token", Token);
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => Http.Dispose();

    private void Take(string html)
    {
        Html = html;
        Match shown = ShownText().Match(html);
        if (shown.Success)
        {
            Version = int.Parse(shown.Groups[1].Value, null);
            Row = shown.Groups[2].Value.Length > 0 ? int.Parse(shown.Groups[2].Value, null) : null;
        }
    }

    [GeneratedRegex("data-version=\"(\\d+)\" data-row=\"(\\d*)\"")]
    private static partial Regex ShownText();

    [GeneratedRegex("data-said=\"([^\"]*)\"")]
    private static partial Regex SaidText();

    [GeneratedRegex("studio-token\" content=\"([^\"]+)\"")]
    private static partial Regex TokenText();
}
