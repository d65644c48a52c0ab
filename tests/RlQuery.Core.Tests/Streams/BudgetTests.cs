using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>Worked values of budgets and thresholds.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void The_estimate_forgets_a_hundredth_at_each_item()
    {
        var budget = new BudgetEstimate(0.1);
        Assert.True(budget.IsLeft);
        Assert.Equal(1, budget.Left);
        budget.Count(true);
        // u = 1, of w B = 10.
        Assert.Equal(0.9, budget.Left, 12);
        budget.Count(false);
        Assert.Equal(1 - 0.099, budget.Left, 12);
        for (int i = 0; i < 20; i++)
        {
            budget.Count(true);
        }
        Assert.False(budget.IsLeft);
    }

    [Fact]
    public void The_window_is_longer_for_a_small_rate()
    {
        // (w + t)(B + 1/w) with w of 1000.
        Assert.Equal(2000 * 0.011, BudgetEstimate.Most(0.01, 1000), 12);
        Assert.Equal(1100 * 0.21, BudgetEstimate.Most(0.2, 1000), 12);
        Assert.Equal(1000, BudgetEstimate.Most(1, 1000));
    }

    [Fact]
    public void The_variable_threshold_falls_after_a_question_and_rises_after_none()
    {
        var threshold = new VariableThreshold();
        Assert.True(threshold.Pass(0.995));
        // It is 0.99 now.
        Assert.False(threshold.Pass(0.99));
        // 0.99 * 1.01 = 0.9999.
        Assert.True(threshold.Pass(0.9998));
        // 0.989901.
        Assert.False(threshold.Pass(0.9899011));
    }

    [Fact]
    public void Fixed_uncertainty_asks_up_to_its_threshold()
    {
        StreamAsker asker = StreamStrategies.Find("fixed-uncertainty").Begin(new StreamSetting(1, 2, 0.2, 0));
        // 1/2 + 0.2 (1 - 1/2) = 0.6.
        Assert.True(asker.Ask(new StreamMoment([0], [0.4, 0.6])));
        Assert.False(asker.Ask(new StreamMoment([0], [0.39, 0.61])));
    }

    [Fact]
    public void The_quantile_filter_takes_the_largest_share_and_balances()
    {
        StreamAsker asker = StreamStrategies.Find("quantile-filter").Begin(new StreamSetting(1, 2, 0.5, 0));
        // Usefulness 0.2, 0.8, 0.6: of one value the quantile is itself; of 0.2 and 0.8 the median is 0.5; of all three it is 0.6.
        Assert.True(asker.Ask(new StreamMoment([0], [0.9, 0.1])));
        Assert.True(asker.Ask(new StreamMoment([0], [0.6, 0.4])));
        // Overdrawn: 3 * 0.5 - 2 = -0.5 lifts the threshold by 0.6 * 0.5 / 50 above 0.6.
        Assert.False(asker.Ask(new StreamMoment([0], [0.7, 0.3])));
    }

    [Fact]
    public void A_sorted_window_gives_the_quantiles_of_its_latest_values()
    {
        var window = new SortedWindow(4);
        foreach (double value in (double[])[9, 1, 3, 3, 2])
        {
            window.Add(value);
        }
        // 1, 2, 3, 3.
        Assert.Equal(2.5, window.Quantile(0.5), 12);
        Assert.Equal(1.6, window.Quantile(0.2), 12);
        Assert.Equal(0.75, window.Rank(3), 12);
        Assert.Equal(0.25, window.Rank(1.5), 12);
        Assert.Equal(2, window.Range, 12);
    }

    [Fact]
    public void Periodic_questions_stand_at_even_distances()
    {
        StreamAsker asker = StreamStrategies.Find("periodic").Begin(new StreamSetting(1, 2, 0.25, 0));
        bool[] asked = [.. Enumerable.Range(0, 8).Select(_ => asker.Ask(new StreamMoment([0], [0.5, 0.5])))];
        Assert.Equal([true, false, false, false, true, false, false, false], asked);
    }
}
