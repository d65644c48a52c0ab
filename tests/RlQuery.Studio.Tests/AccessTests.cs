using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RlQuery.Studio.Tests;

public sealed class AccessTests : StudioTest
{
    private static readonly string[] Classes = ["no", "yes"];

    [Fact]
    public async Task A_link_is_good_for_one_browser_and_the_next_one_is_told()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        Uri link = server.Links[0].Address;
        StudioClient first = await EnterAsync(server);
        Assert.Equal(HttpStatusCode.OK, await first.OpenAsync("/"));
        using var second = new StudioClient(server.Address);
        Assert.Equal(HttpStatusCode.Forbidden, await second.OpenAsync(link.PathAndQuery));
        Assert.Equal(HttpStatusCode.Unauthorized, await second.OpenAsync("/"));
        StudioLink next = Assert.Single(Invited);
        Assert.NotEqual(link, next.Address);
        await second.EnterAsync(next.Address);
    }

    [Fact]
    public async Task The_link_of_an_annotator_stays_the_same_and_leads_to_his_own_page()
    {
        string data = WriteNumbers(20);
        var options = new StudioOptions { Annotators = ["ann", "bob"] };
        StudioServer server = await StartAsync(Open(data, Classes, "ann"), options);
        StudioLink[] links = [.. server.Links];
        StudioClient ann = await EnterAsync(server, "ann");
        StudioClient bob = await EnterAsync(server, "bob");
        Assert.Contains("<bdi>ann</bdi>", ann.Html, StringComparison.Ordinal);
        Assert.Contains("<bdi>bob</bdi>", bob.Html, StringComparison.Ordinal);
        Assert.NotEqual(ann.Token, bob.Token);
        await StopAsync();
        StudioServer again = await StartAsync(Open(data, Classes, "ann"), options);
        Assert.Equal(links.Select(link => link.Address.Query), again.Links.Select(link => link.Address.Query));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/answers")]
    [InlineData("/view?of=/")]
    [InlineData("/picture/0/0")]
    [InlineData("/nothing")]
    public async Task Nothing_is_shown_without_the_cookie(string path)
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        using var stranger = new StudioClient(server.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.OpenAsync(path));
        Assert.DoesNotContain("data-row", stranger.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1")]
    public async Task A_name_that_was_bound_to_this_machine_elsewhere_is_refused(string host)
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        StudioClient client = await EnterAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await client.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task One_who_sends_too_much_is_told_to_wait_and_keeps_nobody_from_answering()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes, "ann"), new StudioOptions { Annotators = ["ann", "bob"] });
        StudioClient ann = await EnterAsync(server, "ann");
        StudioClient bob = await EnterAsync(server, "bob");
        // Fewer than the connections that the server has at once.
        HttpStatusCode[] codes = await Task.WhenAll(Enumerable.Range(0, 500).Select(async _ =>
        {
            using StudioClient tab = ann.Tab();
            return await tab.SendAsync(new { });
        }));
        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
        Assert.All(codes, code => Assert.True(code is HttpStatusCode.TooManyRequests or HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.OK, await bob.SendAsync("answer", "no"));
    }

    [Fact]
    public async Task With_a_certificate_all_is_sent_by_TLS_and_the_cookie_never_without()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=studio", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        StudioServer server = await StartAsync(
            Open(WriteNumbers(20), Classes), new StudioOptions { Certificate = certificate, Listen = IPAddress.Any });
        // On all addresses it is found by the name of the machine, and by any other.
        Assert.Equal(("https", Dns.GetHostName().ToLowerInvariant()), (server.Address.Scheme, server.Address.Host));
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint,
            AllowAutoRedirect = false,
        };
        using var client = new HttpClient(handler) { BaseAddress = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri };
        HttpResponseMessage entered = await client.GetAsync(server.Links[0].Address.PathAndQuery);
        Assert.Contains("; secure;", Assert.Single(entered.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        using var plain = new StudioClient(new UriBuilder(client.BaseAddress) { Scheme = "http" }.Uri);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.OpenAsync("/"));
    }

    [Fact]
    public async Task A_command_that_does_not_come_from_the_page_is_refused_and_stores_nothing()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        StudioClient client = await EnterAsync(server);
        object body = new { kind = "answer", text = "no", row = client.Row, version = client.Version, key = "k" };
        foreach ((string? token, string? origin) in new[] { (null, null), ("wrong", null), (client.Token, "http://evil.example"), (client.Token, "null") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/command?of=/") { Content = JsonContent.Create(body) };
            if (token is not null)
            {
                request.Headers.Add("X-Studio-Token", token);
            }
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }
            Assert.Equal(HttpStatusCode.Forbidden, (await client.Http.SendAsync(request)).StatusCode);
        }
        Assert.Empty(Stored());
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(body));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/answers")]
    [InlineData("/studio.js")]
    [InlineData("/favicon.ico")]
    [InlineData("/studio.css")]
    [InlineData("/nothing")]
    [InlineData("/enter?token=x")]
    public async Task Every_answer_forbids_scripts_of_elsewhere_and_frames(string path)
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        StudioClient client = await EnterAsync(server);
        HttpResponseMessage response = await client.Http.GetAsync(path);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_from_other_sites()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        HttpResponseMessage response = await client.GetAsync(server.Links[0].Address);
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token(server), cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_and_one_that_is_no_command_are_refused()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        StudioClient client = await EnterAsync(server);
        object large = new { kind = "answer", text = new string('x', 100_000), row = 1, version = 0, key = "k" };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await client.SendAsync(large));
        Assert.Equal(HttpStatusCode.BadRequest, await client.SendAsync(new { kind = "shout", row = 1, version = 0, key = "k" }));
        Assert.Equal(HttpStatusCode.BadRequest, await client.SendAsync(new { kind = "answer", text = "no", row = 1, version = 0 }));
        Assert.Equal(HttpStatusCode.BadRequest, await client.SendAsync("nonsense"));
        Assert.Empty(Stored());
    }

    [Fact]
    public async Task Others_cannot_read_the_key_of_the_pages()
    {
        await StartAsync(Open(WriteNumbers(20), Classes));
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Path.Combine(Folder, "studio.key")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task What_the_page_loads_is_below_300_kB()
    {
        StudioServer server = await StartAsync(Open(WriteNumbers(20), Classes));
        StudioClient client = await EnterAsync(server);
        int bytes = 0;
        foreach (string path in (string[])["/", "/studio.js", "/studio.css"])
        {
            bytes += (await client.Http.GetByteArrayAsync(path)).Length;
        }
        Assert.InRange(bytes, 1000, 300_000);
    }

    private static string Token(StudioServer server) => server.Links[0].Address.Query.Split('=')[1];
}
