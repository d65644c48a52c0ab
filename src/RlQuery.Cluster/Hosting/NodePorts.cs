using System.Net;
using System.Net.Sockets;

namespace RlQuery.Cluster.Hosting;

/// <summary>Where a worker listens.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Silo">Port for other workers.</param>
/// <param name="Gateway">Port for clients.</param>
internal sealed record NodePorts(IPAddress Address, int Silo, int Gateway)
{
    /// <summary>Two ports that are free at the moment.</summary>
    /// <param name="address">The address.</param>
    public static NodePorts Free(IPAddress address)
    {
        using var silo = Listen(new IPEndPoint(address, 0))!;
        using var gateway = Listen(new IPEndPoint(address, 0))!;
        return new NodePorts(address, PortOf(silo), PortOf(gateway));
    }

    /// <summary>Two given ports, if both are free.</summary>
    /// <param name="silo">The address for other workers.</param>
    /// <param name="gateway">The address for clients.</param>
    public static NodePorts? IfFree(IPEndPoint silo, IPEndPoint gateway)
    {
        using Socket? first = Listen(silo);
        using Socket? second = Listen(gateway);
        return first is null || second is null ? null : new NodePorts(silo.Address, silo.Port, gateway.Port);
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket? Listen(IPEndPoint place)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(place);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
