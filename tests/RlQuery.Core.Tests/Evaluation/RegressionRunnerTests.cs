using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Evaluation;

public sealed class RegressionRunnerTests
{
    private static readonly IReadOnlyList<IMetric> Metrics = [RegressionTask.Instance.DefaultMetric, Known.Parts.Find<IMetric>("r2")];

    public static TheoryData<string> Names => [.. Known.Parts.StrategiesOf(RegressionTask.Instance).Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_strategies_begin_alike_and_end_alike_where_the_pool_is_used_up(string name)
    {
        Problem problem = RegressionProblems.Waves();
        LearningCurve curve = Run(problem, name, new EpisodeOptions(1000));
        LearningCurve random = Run(problem, "random", new EpisodeOptions(1000));
        Assert.Equal(Enumerable.Range(4, 37).Select(cost => (double)cost), curve.Costs);
        Assert.Equal(random.Scores[0], curve.Scores[0]);
        Assert.Equal(random.Final, curve.Final, 1e-9);
        Assert.Equal(RegressionTask.Instance.DefaultMetric, curve.Metric);
        Assert.Equal(["r2"], curve.Others.Select(other => other.Metric.Name));
    }

    [Fact]
    public void A_batch_is_labelled_at_once_and_the_last_one_may_be_smaller()
    {
        Assert.Equal([4, 9, 14, 16], Run(RegressionProblems.Waves(), "greedy-input-output", new EpisodeOptions(12, BatchSize: 5)).Costs);
        Assert.Equal([4, 9, 10], Run(RegressionProblems.Waves(pool: 10), "qbc-variance", new EpisodeOptions(12, BatchSize: 5)).Costs);
    }

    [Fact]
    public void A_runner_gives_what_a_fresh_one_gives()
    {
        Problem problem = RegressionProblems.Waves();
        var runner = new StrategyRunner(new GaussianProcessRegressionFactory(), new EpisodeOptions(8), metrics: Metrics);
        runner.Run(RegressionProblems.Waves(pool: 25, features: 5, seed: 2), Known.Parts.Find<IQueryStrategy>("qbc-variance"), 9);
        LearningCurve used = runner.Run(problem, Known.Parts.Find<IQueryStrategy>("expected-model-change"), 3);
        LearningCurve fresh = new StrategyRunner(new GaussianProcessRegressionFactory(), new EpisodeOptions(8), metrics: Metrics).Run(
            problem, Known.Parts.Find<IQueryStrategy>("expected-model-change"), 3);
        Assert.Equal(fresh.Scores, used.Scores);
    }

    /// <summary>The loop once more, as short as it can be written: GSx by its definition, with the learner fitted from scratch.</summary>
    [Fact]
    public void Greedy_sampling_has_the_curve_of_a_loop_written_by_hand()
    {
        Problem problem = RegressionProblems.Waves();
        List<int> labelled = [.. problem.Start];
        var errors = new List<double>();
        for (int asked = 0; ; asked++)
        {
            var learner = new RidgeRegression();
            learner.Start(problem);
            learner.Fit([.. labelled], labelled.Select(row => problem.PoolTargets[row]).ToArray(), []);
            double[] values = new double[problem.Test.Rows];
            learner.Predict(problem.Test, values);
            errors.Add(Math.Sqrt(values.Zip(problem.TestTargets, (value, target) => (value - target) * (value - target)).Average()) / problem.TargetDeviation);
            if (asked == 10)
            {
                break;
            }
            labelled.Add(Enumerable.Range(0, problem.PoolFeatures.Rows).Except(labelled).MaxBy(row => labelled.Min(known => Distance(problem, row, known))));
        }
        Assert.Equal(errors, Run(problem, "greedy-input", new EpisodeOptions(10)).Scores, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static double Distance(Problem problem, int a, int b) =>
        Enumerable.Range(0, problem.PoolFeatures.Columns).Sum(j => Math.Pow((double)problem.PoolFeatures.Row(a)[j] - problem.PoolFeatures.Row(b)[j], 2));

    private static LearningCurve Run(Problem problem, string name, EpisodeOptions options) =>
        new StrategyRunner(new RidgeRegressionFactory(), options, metrics: Metrics).Run(problem, Known.Parts.Find<IQueryStrategy>(name), 3);
}
