namespace RlQuery.Studies.Episodes;

/// <summary>Runs episodes one after the other on the calling thread.</summary>
internal sealed class SerialExecutor : IEpisodeExecutor
{
    /// <inheritdoc/>
    public void Run<TSpec, TResult>(IReadOnlyList<TSpec> specs, Func<TSpec, TResult> run, Action<TResult> consume, CancellationToken cancellation)
    {
        foreach (TSpec spec in specs)
        {
            cancellation.ThrowIfCancellationRequested();
            consume(run(spec));
        }
    }
}
