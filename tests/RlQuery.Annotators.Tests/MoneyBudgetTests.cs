using RlQuery.Annotators.Budgets;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Tests;

public sealed class MoneyBudgetTests
{
    [Fact]
    public async Task Whatever_calls_cost_up_to_their_bounds_and_however_many_run_at_once_the_limit_holds_and_what_never_fits_is_refused()
    {
        for (ulong trial = 0; trial < 50; trial++)
        {
            var draw = new Pcg64(trial);
            decimal limit = draw.NextInt(1000) / 100m;
            var budget = new MoneyBudget(limit, 0);
            (decimal Bound, decimal Cost)[] calls =
                [.. Enumerable.Range(0, 200).Select(_ => draw.NextInt(100) / 100m).Select(bound => (bound, bound * draw.NextInt(101) / 100))];
            decimal spent = 0;
            decimal largest = 0;
            var gate = new Lock();
            var refused = new List<decimal>();
            await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (call, _) =>
            {
                if (!await budget.ReserveAsync(call.Bound, CancellationToken.None))
                {
                    lock (gate)
                    {
                        refused.Add(call.Bound);
                    }
                    return;
                }
                await Task.Yield();
                lock (gate)
                {
                    spent += call.Cost;
                    largest = Math.Max(largest, spent);
                }
                budget.Settle(call.Bound, call.Cost);
            });
            Assert.InRange(largest, 0, limit);
            Assert.Equal(spent, budget.Spent);
            Assert.All(refused, bound => Assert.True(spent + bound > limit));
        }
    }

    [Fact]
    public async Task What_was_spent_before_counts_and_what_costs_nothing_is_always_granted()
    {
        var budget = new MoneyBudget(1, 0.75m);
        Assert.False(await budget.ReserveAsync(0.26m, CancellationToken.None));
        Assert.True(await budget.ReserveAsync(0.25m, CancellationToken.None));
        Assert.True(await budget.ReserveAsync(0, CancellationToken.None));
        budget.Settle(0.25m, 0.25m);
        Assert.True(await budget.ReserveAsync(0, CancellationToken.None));
        Assert.Equal(1, budget.Spent);
    }

    [Fact]
    public async Task Who_waits_for_money_can_be_stopped()
    {
        var budget = new MoneyBudget(1, 0);
        Assert.True(await budget.ReserveAsync(1, CancellationToken.None));
        using var stop = new CancellationTokenSource();
        Task<bool> waiting = budget.ReserveAsync(1, stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
