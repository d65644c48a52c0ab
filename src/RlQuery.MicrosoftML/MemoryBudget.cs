namespace RlQuery.MicrosoftML;

/// <summary>A number of bytes that several threads share: who needs more than is left waits.</summary>
/// <param name="bytes">All of them.</param>
internal sealed class MemoryBudget(long bytes)
{
    private readonly object _gate = new();
    private readonly long _all = bytes;
    private long _left = bytes;

    /// <summary>Takes a part, once it is free.</summary>
    /// <param name="part">Bytes, at most all of them.</param>
    /// <returns>Gives the part back when disposed.</returns>
    public IDisposable Take(long part)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, _all);
        lock (_gate)
        {
            while (_left < part)
            {
                Monitor.Wait(_gate);
            }
            _left -= part;
        }
        return new Share(this, part);
    }

    private void Return(long part)
    {
        lock (_gate)
        {
            _left += part;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Share(MemoryBudget budget, long part) : IDisposable
    {
        public void Dispose() => budget.Return(part);
    }
}
