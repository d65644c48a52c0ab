namespace RlQuery.Annotators.Models;

/// <summary>Spreads the calls of a model evenly over time, and holds all of them back while its server asks for a pause.</summary>
/// <param name="perMinute">The most calls in a minute; null for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class Pacer(int? perMinute, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _begun = time.GetTimestamp();
    private readonly TimeSpan _interval = perMinute is int calls ? TimeSpan.FromMinutes(1) / calls : TimeSpan.Zero;
    private TimeSpan _free;
    private TimeSpan _resumed;

    /// <summary>Waits for the next turn.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TimeSpan turn;
        lock (_gate)
        {
            turn = Max(_free, Now);
            _free = turn + _interval;
        }
        while (Left(turn) is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Holds back all calls.</summary>
    /// <param name="pause">How long.</param>
    public void Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            _resumed = Max(_resumed, Now + pause);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_begun);

    private TimeSpan Left(TimeSpan turn)
    {
        lock (_gate)
        {
            return Max(turn, _resumed) - Now;
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
