using System.Runtime.ExceptionServices;

namespace RlQuery.Studies.Episodes;

/// <summary>Runs episodes on threads of this process.</summary>
/// <param name="jobs">Number of threads, at least 1.</param>
public sealed class ParallelExecutor(int jobs) : IEpisodeExecutor
{
    /// <inheritdoc/>
    public void Run<TSpec, TResult>(
        IReadOnlyList<TSpec> specs, Func<TSpec, TResult> run, Action<TResult> consume, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcomes = new Outcome<TResult>?[specs.Count];
        int next = -1;
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(jobs, specs.Count)).Select(_ => new Thread(Work))];
        Array.ForEach(workers, worker => worker.Start());
        try
        {
            for (int i = 0; i < specs.Count; i++)
            {
                Outcome<TResult> outcome = Await(i);
                outcome.Failure?.Throw();
                consume(outcome.Result!);
            }
        }
        finally
        {
            stop.Cancel();
            Array.ForEach(workers, worker => worker.Join());
        }

        void Work()
        {
            for (int i; !stop.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < specs.Count;)
            {
                Outcome<TResult> outcome = Attempt(run, specs[i]);
                lock (outcomes)
                {
                    outcomes[i] = outcome;
                    Monitor.PulseAll(outcomes);
                }
            }
        }

        Outcome<TResult> Await(int index)
        {
            lock (outcomes)
            {
                while (outcomes[index] is null)
                {
                    cancellation.ThrowIfCancellationRequested();
                    // Wakes up regularly to check for cancellation.
                    Monitor.Wait(outcomes, TimeSpan.FromMilliseconds(100));
                }
                return outcomes[index]!;
            }
        }
    }

    private static Outcome<TResult> Attempt<TSpec, TResult>(Func<TSpec, TResult> run, TSpec spec)
    {
#pragma warning disable CA1031 // A worker's failure is thrown where the results are consumed.
        try
        {
            return new Outcome<TResult>(run(spec), null);
        }
        catch (Exception failure)
        {
            return new Outcome<TResult>(default, ExceptionDispatchInfo.Capture(failure));
        }
#pragma warning restore CA1031
    }

    private sealed record Outcome<TResult>(TResult? Result, ExceptionDispatchInfo? Failure);
}
