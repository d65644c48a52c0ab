using System.Runtime.ExceptionServices;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Environments;

/// <summary>Many environments in parallel. The number of threads changes no result.</summary>
/// <remarks>An exception of an environment or an episode is rethrown; if there are several, that of the lowest number.</remarks>
public sealed class VectorEnvironment
{
    private readonly QueryEnvironment[] _environments;
    private readonly int _jobs;

    /// <summary>Makes the environments.</summary>
    /// <param name="make">Makes one environment; environments must share no mutable state.</param>
    /// <param name="count">Number of environments, at least 1.</param>
    /// <param name="jobs">Number of threads, at least 1.</param>
    public VectorEnvironment(Func<QueryEnvironment> make, int count, int jobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        _environments = new QueryEnvironment[count];
        for (int i = 0; i < count; i++)
        {
            _environments[i] = make();
        }
        _jobs = jobs;
    }

    /// <summary>Number of environments.</summary>
    public int Count => _environments.Length;

    /// <summary>Begins an episode in every environment.</summary>
    /// <param name="seeds">One seed per environment.</param>
    /// <returns>The first observation of each.</returns>
    public Observation[] Reset(ulong[] seeds)
    {
        var observations = new Observation[Count];
        Run(Count, (_, i) => observations[i] = _environments[i].Reset(seeds[i]), CancellationToken.None);
        return observations;
    }

    /// <summary>Steps every environment whose episode still runs.</summary>
    /// <param name="actions">One action per environment; those of ended episodes are ignored.</param>
    /// <returns>A result per environment; null where the episode had ended before.</returns>
    public StepResult?[] Step(int[] actions)
    {
        var results = new StepResult?[Count];
        Run(Count, (_, i) => results[i] = _environments[i].Running ? _environments[i].Step(actions[i]) : null, CancellationToken.None);
        return results;
    }

    /// <summary>Plays whole episodes, each on whichever environment is free.</summary>
    /// <param name="episodes">Number of episodes, any number.</param>
    /// <param name="play">Plays one episode, given an environment and the number of the episode; it must depend on no other mutable state.</param>
    /// <param name="cancel">Stops between episodes.</param>
    /// <returns>The result of each episode, in the order of their numbers.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T[] Play<T>(int episodes, Func<QueryEnvironment, int, T> play, CancellationToken cancel)
    {
        var results = new T[episodes];
        Run(episodes, (worker, i) => results[i] = play(_environments[worker], i), cancel);
        return results;
    }

    // Items are handed out in ascending order, so the lowest of several failures has always been reached. That one is rethrown.
    private void Run(int items, Action<int, int> body, CancellationToken cancel)
    {
        int workers = Math.Min(Math.Min(Count, _jobs), items);
        int next = -1;
        int failed = int.MaxValue;
        ExceptionDispatchInfo? failure = null;
        var gate = new Lock();
        if (workers > 0)
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
        failure?.Throw();
        if (next < items - 1)
        {
            cancel.ThrowIfCancellationRequested();
        }

        void Work(int worker)
        {
            while (Volatile.Read(ref failed) == int.MaxValue && !cancel.IsCancellationRequested)
            {
                int item = Interlocked.Increment(ref next);
                if (item >= items)
                {
                    return;
                }
                try
                {
                    body(worker, item);
                }
                catch (Exception thrown)
                {
                    lock (gate)
                    {
                        if (item < failed)
                        {
                            failed = item;
                            failure = ExceptionDispatchInfo.Capture(thrown);
                        }
                    }
                }
            }
        }
    }
}
