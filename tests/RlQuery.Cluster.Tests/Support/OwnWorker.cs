using System.Net;
using RlQuery.Cluster.Hosting;
using RlQuery.Studies.Standard;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A worker in this process.</summary>
internal sealed class OwnWorker : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public OwnWorker(ClusterDefinition cluster, int? metrics = null)
    {
        var ready = new TaskCompletionSource();
        _work = Task.Run(() => ClusterWorker.RunAsync(
            cluster, cores: 1, IPAddress.Loopback, StudyParts.Create(), allowParts: false, metrics, _ => ready.SetResult(), _stop.Token));
        Task.WaitAny(ready.Task, _work);
        if (_work.IsFaulted)
        {
            _work.GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _work.Wait();
        _stop.Dispose();
    }
}
