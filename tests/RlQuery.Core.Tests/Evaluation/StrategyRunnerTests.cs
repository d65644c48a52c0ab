using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Evaluation;

public sealed class StrategyRunnerTests
{
    public static TheoryData<string> Names => [.. Known.Parts.StrategiesOf(ClassificationTask.Instance).Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_is_the_same_on_a_new_runner_and_on_one_that_has_run_others(string name)
    {
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>(name);
        Problem problem = Problems.Blobs(pool: 50, classes: 3, spread: 2.5);
        var options = new EpisodeOptions(20, 3, Smoothing: 0.5);
        LearningCurve expected = new StrategyRunner(new LogisticRegressionFactory(), options).Run(problem, strategy, 4);
        var runner = new StrategyRunner(new LogisticRegressionFactory(), options);
        runner.Run(Problems.Blobs(pool: 90, features: 7, classes: 5), strategy, 9);
        runner.Run(problem, Known.Parts.Find<IQueryStrategy>(name == "margin" ? "entropy" : "margin"), 4);
        LearningCurve actual = runner.Run(problem, strategy, 4);
        Assert.Equal(expected.Costs, actual.Costs);
        Assert.Equal(expected.Scores, actual.Scores);
    }

    [Fact]
    public void The_curve_has_a_point_at_the_start_and_one_after_each_batch()
    {
        Problem problem = Problems.Blobs(pool: 30);
        Assert.Equal([2, 5, 8, 11, 12], Run(new EpisodeOptions(10, 3)).Costs);
        Assert.Equal([2, 16, 30], Run(new EpisodeOptions(100, 14)).Costs);

        LearningCurve Run(EpisodeOptions options) => new StrategyRunner(new LogisticRegressionFactory(), options).Run(
            problem, Known.Parts.Find<IQueryStrategy>("random"), 1);
    }

    [Fact]
    public void A_run_scores_what_the_environment_scores_for_the_same_choices()
    {
        var options = new EpisodeOptions(12, 2);
        var environment = new QueryEnvironment(
            new SignalList([new MarginSignal()], []), new LogisticRegressionFactory(), new BlobProblems(), options, new AccuracyGain());
        double[] scores = [.. Play.As("margin", environment, 3).Select(result => result.Info.Score).Where((_, step) => step % 2 == 1)];
        LearningCurve curve = new StrategyRunner(new LogisticRegressionFactory(), options).Run(
            new BlobProblems().Draw(3), Known.Parts.Find<IQueryStrategy>("margin"), 3);
        Assert.Equal(scores, curve.Scores[1..]);
    }
}
