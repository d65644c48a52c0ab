using RlQuery.Core.Statistics;
using RlQuery.Core.Statistics.OffPolicy;

namespace RlQuery.Core.Tests.Statistics.OffPolicy;

/// <summary>Estimates of another policy, where the truth is exact.</summary>
public sealed class OffPolicyTests
{
    private const int Seeds = 400;

    [Fact]
    public void Doubly_robust_is_unbiased_where_the_model_is_wrong_and_the_propensities_are_right() =>
        AssertUnbiased(seed => Errors(seed, bent: 0.6, wrongPropensities: false, wrongModel: true).Robust);

    [Fact]
    public void Doubly_robust_is_unbiased_where_the_propensities_are_wrong_and_the_model_is_right() =>
        AssertUnbiased(seed => Errors(seed, bent: 0, wrongPropensities: true, wrongModel: false).Robust);

    [Fact]
    public void Each_of_its_halves_alone_is_biased_there()
    {
        AssertBiased(seed => Errors(seed, bent: 0.6, wrongPropensities: false, wrongModel: true).Direct);
        AssertBiased(seed => Errors(seed, bent: 0, wrongPropensities: true, wrongModel: false).Inverse);
    }

    [Theory]
    [InlineData(0.0, 200, 0.93)]
    [InlineData(0.6, 200, 0.92)]
    [InlineData(0.6, 60, 0.88)]
    public void Intervals_hold_the_truth_about_as_often_as_they_say(double bent, int count, double least)
    {
        int held = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var bandit = Bandit.Draw(count, epsilon: 0.6, bent, seed);
            MeanInterval found = new OffPolicyEstimator(bandit.Decisions, RewardModel.Predict(bandit.Decisions), bandit.Target).DoublyRobust();
            held += found.Lower <= bandit.Truth && bandit.Truth <= found.Upper ? 1 : 0;
        }
        // Of few decisions and a wrong model, the errors are skew. Else the spread of the terms holds the differences between contexts, too.
        Assert.InRange(held / (double)Seeds, least, 1);
    }

    [Fact]
    public void The_policy_of_the_log_itself_is_estimated_by_the_mean_of_its_rewards()
    {
        var bandit = Bandit.Draw(150, epsilon: 0.6, bent: 0.3, seed: 1);
        double[][] own = [.. bandit.Decisions.Select(one => one.Propensities)];
        var estimator = new OffPolicyEstimator(bandit.Decisions, RewardModel.Predict(bandit.Decisions), own);
        Assert.Equal(150, estimator.EffectiveSize, 9);
        Assert.Equal(bandit.Decisions.Average(one => one.Reward), estimator.InversePropensity().Mean, 9);
        Assert.True(estimator.Difference() is { Lower: < 0, Upper: > 0 });
    }

    [Fact]
    public void The_mean_of_a_model_that_knows_the_rewards_is_the_truth_and_needs_no_correction()
    {
        var bandit = Bandit.Draw(80, epsilon: 0.6, bent: 0.6, seed: 2);
        LoggedDecision[] exact = [.. bandit.Decisions.Select((one, i) => one with { Reward = bandit.Rewards[i][one.Chosen] })];
        var estimator = new OffPolicyEstimator(exact, bandit.Rewards, bandit.Target);
        Assert.Equal(bandit.Truth, estimator.DirectMethod().Mean, 12);
        Assert.Equal(bandit.Truth, estimator.DoublyRobust().Mean, 12);
    }

    [Fact]
    public void A_policy_that_never_agrees_with_the_log_has_a_predicted_value_and_no_interval()
    {
        LoggedDecision[] decisions = [.. Enumerable.Range(0, 20).Select(i => new LoggedDecision([1 - 1e-6, 1e-6], 0, i, [[i], [-i]]))];
        double[][] other = [.. decisions.Select(_ => (double[])[0, 1])];
        var estimator = new OffPolicyEstimator(decisions, RewardModel.Predict(decisions), other);
        Assert.Equal(0, estimator.EffectiveSize);
        Assert.True(double.IsNaN(estimator.InversePropensity().Mean));
        Assert.True(double.IsFinite(estimator.DoublyRobust().Mean) && double.IsNaN(estimator.DoublyRobust().Lower));
    }

    [Fact]
    public void A_decision_has_no_part_in_the_model_that_predicts_it()
    {
        var bandit = Bandit.Draw(40, epsilon: 0.6, bent: 0, seed: 3);
        double[][] before = RewardModel.Predict(bandit.Decisions);
        for (int i = 0; i < 40; i += 7)
        {
            LoggedDecision[] changed = [.. bandit.Decisions];
            changed[i] = changed[i] with { Reward = 1000 };
            double[][] after = RewardModel.Predict(changed);
            Assert.Equal(before[i], after[i]);
            Assert.NotEqual(before[(i + 1) % 40], after[(i + 1) % 40]);
        }
    }

    [Fact]
    public void Nearly_linear_rewards_are_predicted_and_pure_noise_by_its_mean()
    {
        var linear = Bandit.Draw(200, epsilon: 1, bent: 0, seed: 4);
        double[][] predicted = RewardModel.Predict(linear.Decisions);
        Assert.All(Enumerable.Range(0, 200), i => Assert.All(predicted[i].Zip(linear.Rewards[i]), one => Assert.Equal(one.Second, one.First, 0.3)));
        LoggedDecision[] constant = [.. linear.Decisions.Select(one => one with { Features = [.. one.Features.Select(_ => (double[])[3, 3])] })];
        Assert.All(RewardModel.Predict(constant), one => Assert.Single(one.Distinct()));
    }

    private static (double Robust, double Direct, double Inverse) Errors(ulong seed, double bent, bool wrongPropensities, bool wrongModel)
    {
        var bandit = Bandit.Draw(200, epsilon: 0.6, bent, seed);
        LoggedDecision[] decisions = wrongPropensities ? [.. bandit.Decisions.Select(Twisted)] : bandit.Decisions;
        double[][] predicted = wrongModel ? [.. bandit.Rewards.Select(one => one.Select(_ => 0.7).ToArray())] : RewardModel.Predict(decisions);
        var estimator = new OffPolicyEstimator(decisions, predicted, bandit.Target);
        return (estimator.DoublyRobust().Mean - bandit.Truth, estimator.DirectMethod().Mean - bandit.Truth, estimator.InversePropensity().Mean - bandit.Truth);
    }

    // Good actions are said to be likelier than they are.
    private static LoggedDecision Twisted(LoggedDecision decision)
    {
        double[] twisted = [.. decision.Propensities.Select((probability, action) => probability * Math.Exp(decision.Features[action][0]))];
        double sum = twisted.Sum();
        return decision with { Propensities = [.. twisted.Select(probability => probability / sum)] };
    }

    private static void AssertUnbiased(Func<ulong, double> error)
    {
        (double mean, double standard) = MeanError(error);
        Assert.InRange(mean, -4 * standard, 4 * standard);
        Assert.True(standard < 0.03, $"{standard} is too wide to tell");
    }

    private static void AssertBiased(Func<ulong, double> error)
    {
        (double mean, double standard) = MeanError(error);
        Assert.True(Math.Abs(mean) > 6 * standard, $"{mean} with an error of {standard}");
    }

    private static (double Mean, double Error) MeanError(Func<ulong, double> error)
    {
        double[] errors = [.. Enumerable.Range(0, Seeds).Select(seed => error((ulong)seed))];
        double mean = errors.Average();
        return (mean, Math.Sqrt(errors.Average(one => (one - mean) * (one - mean)) / Seeds));
    }
}
