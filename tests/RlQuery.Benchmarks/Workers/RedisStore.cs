using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RlQuery.Benchmarks.Workers;

/// <summary>A Redis server of this machine that can be begun anew.</summary>
internal sealed class RedisStore : IDisposable
{
    private readonly string _folder;
    private readonly bool _keeps;
    private Command _server;

    /// <param name="folder">A folder for its data.</param>
    /// <param name="keeps">Whether it has its data after it was killed.</param>
    public RedisStore(string folder, bool keeps)
    {
        (_folder, _keeps, Port) = (Directory.CreateDirectory(folder).FullName, keeps, FreePort());
        _server = Begin();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>A port that is free at the moment.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Kills it, and begins it again two seconds later.</summary>
    public void Restart()
    {
        _server.Signal("KILL");
        _server.End();
        _server.Dispose();
        Thread.Sleep(TimeSpan.FromSeconds(2));
        _server = Begin();
    }

    public void Dispose() => _server.Dispose();

    private Command Begin()
    {
        var server = new Command(
            "redis-server", "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--dir", _folder,
            "--appendonly", _keeps ? "yes" : "no");
        server.WaitFor("Ready to accept connections");
        return server;
    }
}
