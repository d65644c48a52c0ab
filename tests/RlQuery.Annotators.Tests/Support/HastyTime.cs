using System.Collections.Concurrent;

namespace RlQuery.Annotators.Tests.Support;

/// <summary>A clock that runs a hundred times as fast, and remembers what was waited for.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Haste = 100;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long GetTimestamp() => System.GetTimestamp() * Haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Haste : dueTime, period);
    }
}
