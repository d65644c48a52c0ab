using RlQuery.Annotators.Models;

namespace RlQuery.Annotators.Tests;

public sealed class PacerTests
{
    [Fact]
    public async Task Turns_are_as_far_apart_as_the_pace_says_and_nobody_goes_during_a_pause()
    {
        var time = new StillTime();
        var pacer = new Pacer(60, time);
        Task[] turns = [.. Enumerable.Range(0, 5).Select(_ => pacer.WaitAsync(CancellationToken.None))];
        await turns[0];
        Assert.Equal(1, Done(turns));
        await time.GoTo(0.9);
        Assert.Equal(1, Done(turns));
        await time.GoTo(1);
        Assert.Equal(2, Done(turns));
        pacer.Pause(TimeSpan.FromSeconds(10));
        await time.GoTo(10.9);
        Assert.Equal(2, Done(turns));
        await time.GoTo(11);
        Assert.Equal(5, Done(turns));
    }

    [Fact]
    public async Task Without_a_pace_nobody_waits_and_who_waits_can_be_stopped()
    {
        var time = new StillTime();
        var pacer = new Pacer(null, time);
        await pacer.WaitAsync(CancellationToken.None);
        await pacer.WaitAsync(CancellationToken.None);
        pacer.Pause(TimeSpan.FromSeconds(5));
        using var stop = new CancellationTokenSource();
        Task waiting = pacer.WaitAsync(stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static int Done(Task[] turns) => turns.Count(turn => turn.IsCompletedSuccessfully);

    /// <summary>A clock that stands still until it is set.</summary>
    private sealed class StillTime : TimeProvider
    {
        private readonly List<StillTimer> _timers = [];
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new StillTimer(() => callback(state), _now + dueTime);
            lock (_timers)
            {
                _timers.Add(timer);
            }
            return timer;
        }

        /// <summary>Sets the clock; whoever is woken has gone to sleep again, or is done, when this returns.</summary>
        public async Task GoTo(double seconds)
        {
            _now = TimeSpan.FromSeconds(seconds);
            StillTimer[] due;
            do
            {
                lock (_timers)
                {
                    due = [.. _timers.Where(timer => timer.Due <= _now)];
                    _timers.RemoveAll(due.Contains);
                }
                // On a thread of the pool, which runs what waits at once.
                await Task.Run(() => Array.ForEach(due, timer => timer.Ring()));
            }
            while (due.Length > 0);
        }
    }

    private sealed class StillTimer(Action ring, TimeSpan due) : ITimer
    {
        private bool _gone;

        public TimeSpan Due => due;

        public void Ring()
        {
            if (!_gone)
            {
                ring();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _gone = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
