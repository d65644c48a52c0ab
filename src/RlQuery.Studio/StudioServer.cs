using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studio.Access;
using RlQuery.Studio.Content;
using RlQuery.Studio.Pages;
using RlQuery.Studio.Painting;
using RlQuery.Studio.Serving;

namespace RlQuery.Studio;

/// <summary>Serves a labelling session as a page.</summary>
/// <remarks>Nothing is logged, so that no token is. An answer is acknowledged when it is on the disk.</remarks>
public sealed class StudioServer : IAsyncDisposable
{
    private const int MostBody = 16 << 10;
    private const int MostConnections = 1000;

    // Of each annotator: nobody presses as fast, and nobody can keep the others waiting.
    private const int MostAtOnce = 100;
    private const int PerSecond = 50;

    private static readonly TimeSpan MostStopping = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly SharedSession _session;
    private readonly SharedProgress _progress;
    private readonly Doorkeeper _door;

    private StudioServer(WebApplication app, SharedSession session, SharedProgress progress, Doorkeeper door) =>
        (_app, _session, _progress, _door) = (app, session, progress, door);

    /// <summary>Where it is found, without a token: by the name of this machine where it listens on all its addresses.</summary>
    public Uri Address
    {
        get
        {
            string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            var listened = new UriBuilder(address);
            bool isAny = IPAddress.TryParse(listened.Host.Trim('[', ']'), out IPAddress? at) && (at.Equals(IPAddress.Any) || at.Equals(IPAddress.IPv6Any));
            listened.Host = isAny ? Dns.GetHostName() : listened.Host;
            return listened.Uri;
        }
    }

    /// <summary>Everybody's link as it is now; where nobody has one of their own, the link changes whenever it is used.</summary>
    public IReadOnlyList<StudioLink> Links =>
        [.. _door.Tokens().Select(one => new StudioLink(one.Annotator, new Uri(Address, $"{Guard.Entry}?token={one.Token}")))];

    /// <summary>Refuses a port on which another program listens, so that no session is begun for it.</summary>
    /// <param name="address">The address of this machine.</param>
    /// <param name="port">The port; 0 is always free.</param>
    /// <exception cref="InvalidInputException">It is taken, or the address is not this machine's.</exception>
    public static void CheckPort(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw Taken(address, port, taken);
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="session">An open session; nobody else may use it meanwhile. It is not let go of.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="options">How it is served.</param>
    /// <param name="invite">Told the next link, when one that is good for once was used.</param>
    /// <exception cref="InvalidInputException">The port is taken.</exception>
    public static async Task<StudioServer> StartAsync(OpenSession session, string folder, StudioOptions options, Action<StudioLink> invite)
    {
        var door = new Doorkeeper(SessionKey.Of(folder), session.Annotator, options.Annotators);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = MostStopping);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(options.Listen, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRateLimiter(Bound);
        WebApplication app = builder.Build();
        var shared = new SharedSession(session, options.Time, options.Review, options.Skipped);
        var progress = new SharedProgress(session, shared);
        var server = new StudioServer(app, shared, progress, door);
        PaintBoard? board = session is OpenRows { Table.Form.Kind: TargetKind.Class } ? PaintBoard.Of(session.Cells) : null;
        var guard = new Guard(door, IPAddress.IsLoopback(options.Listen), options.Runs is not null, board is not null, () => invite(server.Links[0]));
        app.Use((context, next) => guard.InvokeAsync(context, next));
        app.UseRouting();
        app.UseRateLimiter();
        IItemView items = session is OpenPairs pairs ? new PairItems(pairs.Table) : new RowItems(((OpenRows)session).Table);
        SavedLabels? saved = session is OpenRows rows ? new SavedLabels(rows) : null;
        PaintPages? paint = board is null ? null : new PaintPages(board, shared);
        paint?.AddTo(app);
        new StudioPages(session, items, shared, paint).AddTo(app);
        new ProgressPages(session, items, shared, progress, saved, app.Lifetime.ApplicationStopping).AddTo(app);
        new Exports(session, shared).AddTo(app);
        new Imports(session, shared, options.Parts).AddTo(app);
        if (options.Runs is { } runs)
        {
            new RunPages(runs, app.Lifetime.ApplicationStopping).AddTo(app);
        }
        app.MapFallback(context => Guard.Refuse(context, StatusCodes.Status404NotFound, Texts.NotFound));
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch (IOException taken)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw Taken(options.Listen, options.Port, taken);
        }
    }

    /// <summary>Stops it: commands that have come are answered, others are not taken any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _progress.Dispose();
        _session.Dispose();
    }

    private static void Bound(RateLimiterOptions limits)
    {
        limits.OnRejected = (refused, _) => new ValueTask(Guard.Refuse(refused.HttpContext, StatusCodes.Status429TooManyRequests, Texts.TooFast));
        limits.AddPolicy(StudioPages.Commands, context => RateLimitPartition.GetTokenBucketLimiter(
            Guard.Of(context).Annotator ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = MostAtOnce,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
    }

    private static InvalidInputException Taken(IPAddress address, int port, Exception fault) =>
        new(FormattableString.Invariant($"port: {port} of {address} cannot be listened on ({fault.Message}); give another, or 0"));

    // Whoever starts it says when it ends, and listens to signals himself.
    private sealed class OwnLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
