namespace RlQuery.Studies.Episodes;

/// <summary>Runs episodes. An episode is a pure function of its spec, so that any executor gives the same results.</summary>
public interface IEpisodeExecutor
{
    /// <summary>Runs every episode and passes on the results in the order of <paramref name="specs"/>, in whatever order they end.</summary>
    /// <typeparam name="TSpec">What says which episode.</typeparam>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="specs">What to run.</param>
    /// <param name="run">Runs one episode; several threads may call it at once.</param>
    /// <param name="consume">Called with each result, in order, on the calling thread.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    void Run<TSpec, TResult>(
        IReadOnlyList<TSpec> specs, Func<TSpec, TResult> run, Action<TResult> consume, CancellationToken cancellation);
}
