namespace RlQuery.Annotators.Budgets;

/// <summary>
/// Money that is never exceeded: a call reserves the most that it can cost before it begins, and gives back afterwards what it did not cost.
/// </summary>
/// <param name="limit">The most that may be spent in all; null for no limit.</param>
/// <param name="spent">What was spent before.</param>
internal sealed class MoneyBudget(decimal? limit, decimal spent)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _settled = New();
    private decimal _reserved;
    private int _underWay;

    /// <summary>What was spent in all.</summary>
    public decimal Spent { get; private set; } = spent;

    /// <summary>Reserves money. Where it does not suffice now, waits for what calls under way give back.</summary>
    /// <param name="amount">The most that a call can cost; 0 is always granted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False where it does not suffice though no call is under way: it never will.</returns>
    public async Task<bool> ReserveAsync(decimal amount, CancellationToken cancellation)
    {
        while (true)
        {
            Task settled;
            lock (_gate)
            {
                if (amount == 0)
                {
                    return true;
                }
                if (limit is null || Spent + _reserved + amount <= limit)
                {
                    _reserved += amount;
                    _underWay++;
                    return true;
                }
                if (_underWay == 0)
                {
                    return false;
                }
                settled = _settled.Task;
            }
            await settled.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a call.</summary>
    /// <param name="amount">What was reserved for it.</param>
    /// <param name="cost">What it cost.</param>
    public void Settle(decimal amount, decimal cost)
    {
        lock (_gate)
        {
            Spent += cost;
            if (amount == 0)
            {
                return;
            }
            _reserved -= amount;
            _underWay--;
            _settled.SetResult();
            _settled = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
