using Microsoft.Extensions.Hosting;

namespace RlQuery.Cluster.Hosting;

/// <summary>A host that leaves signals to the program, and writes nothing.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
