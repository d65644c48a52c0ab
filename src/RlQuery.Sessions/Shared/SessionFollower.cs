using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Works on a copy of a session's state that follows it in the background, so that nobody who answers waits for the work.</summary>
/// <typeparam name="T">What the work gives.</typeparam>
internal sealed class SessionFollower<T> : IDisposable
{
    private readonly LabellingState _copy;
    private readonly Func<LabellingState, IReadOnlyList<LabellingEvent>, CancellationToken, T> _work;
    private readonly Action<LabellingState, T, CancellationToken>? _idle;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _more = new(0);
    private readonly Lock _gate = new();
    private readonly List<LabellingEvent> _told = [];
    private readonly Task _loop;
    private TaskCompletionSource _done = Signal();
    private CancellationTokenSource? _untilMore;
    private Exception? _fault;

    /// <param name="copy">A state that nobody else uses.</param>
    /// <param name="work">What is done whenever something has happened, which it is told, and once at the beginning.</param>
    /// <param name="time">Tells how long the work takes.</param>
    /// <param name="idle">What is done afterwards with the result, until something happens; null for nothing.</param>
    public SessionFollower(
        LabellingState copy, Func<LabellingState, IReadOnlyList<LabellingEvent>, CancellationToken, T> work, TimeProvider time,
        Action<LabellingState, T, CancellationToken>? idle = null)
    {
        (_copy, _work, _time, _idle) = (copy, work, time, idle);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The last result; null before the first.</summary>
    public Followed<T>? Latest { get; private set; }

    /// <summary>Tells of what has happened, in its order; of nothing, to have the work done again.</summary>
    /// <param name="next">The events.</param>
    public void Tell(params IReadOnlyList<LabellingEvent> next)
    {
        lock (_gate)
        {
            _told.AddRange(next);
            _more.Release();
            _untilMore?.Cancel();
        }
    }

    /// <summary>Waits for a result that knows of so many events and is another than one that is known.</summary>
    /// <param name="events">Number of events.</param>
    /// <param name="known">A result that will not do; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or let go of.</exception>
    /// <exception cref="InvalidOperationException">The work has failed.</exception>
    public async Task<T> WaitAsync(int events, Followed<T>? known, CancellationToken cancel)
    {
        while (true)
        {
            Task done;
            lock (_gate)
            {
                if (_fault is { } fault)
                {
                    throw new InvalidOperationException($"the model has failed: {fault.Message}", fault);
                }
                if (Latest is { } latest && latest.Seen >= events && !ReferenceEquals(latest, known))
                {
                    return latest.Value;
                }
                done = _done.Task;
            }
            await done.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _loop.Wait();
        _done.TrySetCanceled();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        int events = 0;
        try
        {
            while (true)
            {
                LabellingEvent[] next;
                lock (_gate)
                {
                    next = [.. _told];
                    _told.Clear();
                }
                Array.ForEach(next, _copy.Apply);
                events += next.Length;
                long begun = _time.GetTimestamp();
                T result = _work(_copy, next, _stop.Token);
                Publish(new Followed<T>(result, events));
                TimeSpan work = _time.GetElapsedTime(begun);
                UseIdleTime(result);
                await _more.WaitAsync(_stop.Token).ConfigureAwait(false);
                await RestAsync((2 * work) - _time.GetElapsedTime(begun)).ConfigureAwait(false);
                // What was told until now is taken in at once.
                while (_more.CurrentCount > 0)
                {
                    await _more.WaitAsync(_stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Let go of.
        }
#pragma warning disable CA1031 // Whoever waits for the result is told, whatever went wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _fault = fault;
                _done.TrySetResult();
            }
        }
    }

    private void UseIdleTime(T result)
    {
        using var untilMore = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        lock (_gate)
        {
            if (_idle is null || _more.CurrentCount > 0)
            {
                return;
            }
            _untilMore = untilMore;
        }
        try
        {
            _idle(_copy, result, untilMore.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // Something has happened.
        }
        finally
        {
            lock (_gate)
            {
                _untilMore = null;
            }
        }
    }

    // It works half of the time at most, so that it does not take the processor from those who answer.
    private Task RestAsync(TimeSpan rest) => rest > TimeSpan.Zero ? Task.Delay(rest, _stop.Token) : Task.CompletedTask;

    private void Publish(Followed<T> result)
    {
        lock (_gate)
        {
            Latest = result;
            _done.SetResult();
            _done = Signal();
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
