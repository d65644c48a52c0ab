using RlQuery.Core.Signals;

namespace RlQuery.Core.Environments;

/// <summary>Many environments side by side, on as many threads as allowed. The number of threads changes no result.</summary>
public sealed class VectorEnvironment
{
    private readonly QueryEnvironment[] _environments;
    private readonly ParallelOptions _parallel;

    /// <summary>Makes the environments.</summary>
    /// <param name="make">Makes one environment; they must share nothing that changes.</param>
    /// <param name="count">Number of environments.</param>
    /// <param name="jobs">Number of threads, at least 1.</param>
    public VectorEnvironment(Func<QueryEnvironment> make, int count, int jobs)
    {
        _environments = new QueryEnvironment[count];
        for (int i = 0; i < count; i++)
        {
            _environments[i] = make();
        }
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs };
    }

    /// <summary>Number of environments.</summary>
    public int Count => _environments.Length;

    /// <summary>Begins an episode in every environment.</summary>
    /// <param name="seeds">One seed per environment.</param>
    /// <returns>The first observation of each.</returns>
    public Observation[] Reset(ulong[] seeds)
    {
        var observations = new Observation[Count];
        Parallel.For(0, Count, _parallel, i => observations[i] = _environments[i].Reset(seeds[i]));
        return observations;
    }

    /// <summary>Steps every environment whose episode still runs.</summary>
    /// <param name="actions">One action per environment; those of ended episodes are ignored.</param>
    /// <returns>A result per environment; null where the episode had ended before.</returns>
    public StepResult?[] Step(int[] actions)
    {
        var results = new StepResult?[Count];
        Parallel.For(0, Count, _parallel, i => results[i] = _environments[i].Running ? _environments[i].Step(actions[i]) : null);
        return results;
    }

    /// <summary>Plays whole episodes, each on whichever environment is free.</summary>
    /// <param name="episodes">Number of episodes, any number.</param>
    /// <param name="play">Plays one: is given an environment and the number of the episode, and must depend on nothing else that changes.</param>
    /// <param name="cancel">Stops between episodes.</param>
    /// <returns>What each episode gave, in the order of their numbers.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T[] Play<T>(int episodes, Func<QueryEnvironment, int, T> play, CancellationToken cancel)
    {
        var results = new T[episodes];
        int next = -1;
        int workers = Math.Min(Count, Math.Min(episodes, _parallel.MaxDegreeOfParallelism));
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel };
        Parallel.For(0, workers, options, worker =>
        {
            for (int i = Interlocked.Increment(ref next); i < episodes; i = Interlocked.Increment(ref next))
            {
                cancel.ThrowIfCancellationRequested();
                results[i] = play(_environments[worker], i);
            }
        });
        return results;
    }
}
