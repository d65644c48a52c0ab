using System.Net;
using System.Net.Sockets;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>Servers of the tests' own, on loopback.</summary>
internal static class Servers
{
    /// <summary>A port that is free at the moment, and the next one too.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            int port = ((IPEndPoint)first.LocalEndpoint).Port;
            using var second = new TcpListener(IPAddress.Loopback, port + 1);
            try
            {
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // The next one is taken.
            }
        }
    }

    /// <summary>Begins a Redis server that writes nothing.</summary>
    public static OwnProcess Redis(int port, params string[] more)
    {
        var server = new OwnProcess(
            ServerFactAttribute.Find("redis-server")!,
            ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. more]);
        server.WaitFor("Ready to accept connections");
        return server;
    }

    /// <summary>Begins a PostgreSQL server that lets in everybody of this machine as <c>rlquery</c>.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="folder">A folder for its data.</param>
    public static OwnProcess Postgres(int port, string folder)
    {
        Directory.CreateDirectory(folder);
        Own(folder);
        using (OwnProcess make = AsUser("initdb", "-D", folder, "-A", "trust", "-U", "rlquery", "--no-sync"))
        {
            Assert.True(make.End() == 0, make.Output);
        }
        OwnProcess server = AsUser(
            "postgres", "-D", folder, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}", "-c", "fsync=off");
        server.WaitFor("ready to accept connections");
        return server;
    }

    // PostgreSQL does not run as root: Debian has a user for it.
    private static OwnProcess AsUser(string program, params string[] args)
    {
        string path = ServerFactAttribute.Find(program)!;
        return Environment.UserName == "root" ? new OwnProcess("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. args])
            : new OwnProcess(path, args);
    }

    private static void Own(string folder)
    {
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
        {
            File.SetUnixFileMode(Path.GetDirectoryName(folder)!, (UnixFileMode)0b111_101_101);
            using var own = new OwnProcess("chown", "postgres:postgres", folder);
            own.End();
        }
    }
}
