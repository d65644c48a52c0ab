using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace RlQuery.Annotators.Tests.Support;

/// <summary>A server of OpenAI's chat completions on loopback, over HTTP, which answers as a test says.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly Func<ChatCall, Task<ChatReply>> _answer;
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<ChatCall> _calls = new();
    private int _count;

    public ChatServer(Func<ChatCall, ChatReply> answer)
        : this(call => Task.FromResult(answer(call)))
    {
    }

    public ChatServer(Func<ChatCall, Task<ChatReply>> answer)
    {
        _answer = answer;
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    /// <summary>The base address, as a panel names it.</summary>
    public string Address { get; }

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<ChatCall> Calls => [.. _calls];

    /// <summary>An address at which nobody listens.</summary>
    public static string Nowhere => $"http://127.0.0.1:{FreePort()}/v1";

    public void Dispose() => _listener.Close();

    private static (HttpListener Listener, string Address) Listen()
    {
        while (true)
        {
            string address = $"http://127.0.0.1:{FreePort()}/v1";
            var listener = new HttpListener();
            listener.Prefixes.Add(address + "/");
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // Another took the port meanwhile.
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => HandleAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var call = new ChatCall(
                Interlocked.Increment(ref _count) - 1, context.Request.RawUrl!, JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject(),
                context.Request.Headers["Authorization"]);
            _calls.Enqueue(call);
            await (await _answer(call)).SendAsync(context.Response);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The caller is gone.
        }
    }
}
