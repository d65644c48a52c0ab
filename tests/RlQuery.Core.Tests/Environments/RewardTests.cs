using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class RewardTests
{
    private static readonly LogisticRegressionFactory Learner = new();
    private static readonly SignalList SignalList = new([new MarginSignal()], []);

    public static TheoryData<int> Batches => [1, 3, 7];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Accuracy_gains_add_up_to_the_final_minus_the_first_score(int batch)
    {
        foreach (double smoothing in new[] { 0, 0.5 })
        {
            QueryEnvironment environment = Make(new EpisodeOptions(10, batch, Smoothing: smoothing), new AccuracyGain());
            for (ulong seed = 0; seed < 5; seed++)
            {
                environment.Reset(seed);
                double first = environment.Score;
                List<StepResult> results = Play.AtRandom(environment, seed);
                Assert.Equal(environment.Score - first, results.Sum(result => result.Reward), 1e-12);
                Assert.Equal(environment.Score, results[^1].Info.Score);
            }
        }
    }

    [Fact]
    public void The_score_is_the_accuracy_and_smoothing_mixes_in_the_probability_of_the_true_class()
    {
        Problem problem = new BlobProblems(classes: 3).Draw(4);
        var learner = new LogisticRegression();
        learner.Start(problem);
        learner.Fit(problem.Start, [.. problem.Start.Select(row => problem.PoolLabels[row])], []);
        float[] p = new float[problem.Test.Rows * 3];
        learner.Predict(problem.Test, p);
        double accuracy = problem.TestLabels.Select((label, i) => VectorMath.ArgMax(p.AsSpan(i * 3, 3)) == label ? 1.0 : 0).Average();
        double trust = problem.TestLabels.Select((label, i) => (double)p[(i * 3) + label]).Average();
        foreach (double smoothing in new[] { 0, 0.25, 1 })
        {
            var environment = new QueryEnvironment(
                SignalList, Learner, new BlobProblems(classes: 3), new EpisodeOptions(10, Smoothing: smoothing), new AccuracyGain());
            environment.Reset(4);
            Assert.Equal(((1 - smoothing) * accuracy) + (smoothing * trust), environment.Score, 1e-9);
        }
    }

    [Fact]
    public void The_score_follows_the_metric_that_is_named()
    {
        Problem problem = new BlobProblems(classes: 3).Draw(4);
        double Score(string metric, double smoothing)
        {
            var options = new EpisodeOptions(10, Smoothing: smoothing, Metric: Known.Parts.Find<IMetric>(metric));
            var environment = new QueryEnvironment(SignalList, Learner, new BlobProblems(classes: 3), options, new AccuracyGain());
            environment.Reset(4);
            return environment.Score;
        }

        var learner = new LogisticRegression();
        learner.Start(problem);
        learner.Fit(problem.Start, [.. problem.Start.Select(row => problem.PoolLabels[row])], []);
        float[] p = new float[problem.Test.Rows * 3];
        learner.Predict(problem.Test, p);
        var rows = problem.TestLabels.Select((label, i) => (Label: label, Right: VectorMath.ArgMax(p.AsSpan(i * 3, 3)) == label, Trust: p[(i * 3) + label]));
        double recall = rows.GroupBy(row => row.Label).Average(own => own.Average(row => row.Right ? 1.0 : 0));
        double trust = rows.GroupBy(row => row.Label).Average(own => own.Average(row => (double)row.Trust));
        Assert.Equal(recall, Score("balanced-accuracy", 0), 1e-9);
        Assert.Equal((0.75 * recall) + (0.25 * trust), Score("balanced-accuracy", 0.25), 1e-6);
        Assert.Equal(1 - rows.Average(row => -Math.Log(row.Trust)), Score("log-loss", 0.25), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Margin_gains_exactly_nothing_over_margin(int batch)
    {
        foreach (int limit in new[] { 5, int.MaxValue })
        {
            QueryEnvironment environment = Make(
                new EpisodeOptions(10, batch, Smoothing: 0.5), new GainOverReference(Learner, Known.Parts.Find<IQueryStrategy>("margin")), limit);
            for (ulong seed = 0; seed < 5; seed++)
            {
                Assert.All(Play.As("margin", environment, seed), result => Assert.Equal(0.0, result.Reward));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void The_gain_over_margin_is_the_difference_of_two_returns_from_the_same_start(int batch)
    {
        var options = new EpisodeOptions(10, batch, Smoothing: 0.5);
        double difference = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            double paired = Play.AtRandom(Make(options, new GainOverReference(Learner, Known.Parts.Find<IQueryStrategy>("margin"))), seed).Sum(
                result => result.Reward);
            double own = Play.AtRandom(Make(options, new AccuracyGain()), seed).Sum(result => result.Reward);
            double margin = Play.As("margin", Make(options, new AccuracyGain()), seed).Sum(result => result.Reward);
            Assert.Equal(own - margin, paired, 1e-12);
            difference += Math.Abs(paired);
        }
        Assert.True(difference > 0.01, "random and margin were the same");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Labels_to_target_counts_queries_and_ends_where_the_target_is_reached(int batch)
    {
        QueryEnvironment environment = Make(new EpisodeOptions(28, batch), new LabelsToTarget(Learner, 0.95));
        int early = 0;
        for (ulong seed = 0; seed < 8; seed++)
        {
            List<StepResult> results = Play.AtRandom(environment, seed);
            double target = 0.95 * WholePoolAccuracy(new BlobProblems().Draw(seed));
            Assert.Equal(-results.Count, results.Sum(result => result.Reward));
            Assert.All(results.SkipLast(1).Where(result => result.Reward != 0), result => Assert.True(result.Info.Score < target));
            Assert.True(results[^1].Terminated);
            Assert.True(results.Count == 28 || results[^1].Info.Score >= target);
            early += results.Count < 28 ? 1 : 0;
        }
        Assert.InRange(early, 1, 8);
    }

    private static QueryEnvironment Make(EpisodeOptions options, IReward reward, int stepLimit = int.MaxValue) =>
        new(SignalList, Learner, new BlobProblems(), options, reward) { StepLimit = stepLimit };

    private static double WholePoolAccuracy(Problem problem)
    {
        var learner = new LogisticRegression();
        learner.Start(problem);
        learner.Fit([.. Enumerable.Range(0, problem.PoolFeatures.Rows)], problem.PoolLabels, []);
        float[] p = new float[problem.Test.Rows * problem.Classes];
        learner.Predict(problem.Test, p);
        return problem.TestLabels.Select((label, i) => VectorMath.ArgMax(p.AsSpan(i * problem.Classes, problem.Classes)) == label ? 1.0 : 0).Average();
    }
}
