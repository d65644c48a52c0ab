using System.Net;
using System.Net.Sockets;

namespace RlQuery.Benchmarks.Workers;

/// <summary>A way to a server of this machine that can be cut: then nothing comes through, and nobody is told.</summary>
internal sealed class CutProxy : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly CancellationTokenSource _end = new();
    private volatile TaskCompletionSource _open = Opened();

    /// <param name="target">Port of the server.</param>
    public CutProxy(int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it for a while.</summary>
    public void Cut(TimeSpan time)
    {
        _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread.Sleep(time);
        _open.SetResult();
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient near = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = CarryAsync(near);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is disposed of.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await _open.Task.WaitAsync(_end.Token);
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // One of both has gone.
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        byte[] some = new byte[1 << 16];
        while (await from.ReadAsync(some, _end.Token) is > 0 and int read)
        {
            await _open.Task.WaitAsync(_end.Token);
            await to.WriteAsync(some.AsMemory(0, read), _end.Token);
        }
    }
}
