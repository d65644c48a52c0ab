namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>A clock that jumps from one thing that happens to the next.</summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (double Time, long Number)> _next = new();
    private long _numbers;

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    /// <summary>Has something happen later; what is to happen at one moment happens in the order in which it was said.</summary>
    public void After(double seconds, Action happen) => _next.Enqueue(happen, (Now + seconds, _numbers++));

    /// <summary>Has all happen until something is so.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        while (!isSo() && _next.TryDequeue(out Action? happen, out (double Time, long Number) at))
        {
            Now = at.Time;
            happen();
        }
    }
}
