using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class EnvironmentCheckerTests
{
    private static readonly LogisticRegressionFactory Learner = new();

    [Theory]
    [InlineData(10, 1, 0, 0)]
    [InlineData(10, 3, 5, 0.5)]
    [InlineData(100, 7, 0, 1)]
    public void A_good_environment_has_no_fault(int budget, int batch, int candidates, double smoothing)
    {
        var list = new SignalList(Known.SignalsOf(ClassificationTask.Instance), Known.StatesOf(ClassificationTask.Instance));
        IReward[] rewards = [new AccuracyGain(), new GainOverReference(Learner, Known.Parts.Find<IQueryStrategy>("margin")), new LabelsToTarget(Learner, 0.98)];
        foreach (IReward reward in rewards)
        {
            var environment = new QueryEnvironment(
                list, Learner, new BlobProblems(classes: 3), new EpisodeOptions(budget, batch, candidates, smoothing), reward);
            Assert.Empty(EnvironmentChecker.Check(environment, 1));
        }
    }

    [Fact]
    public void A_signal_that_is_not_a_number_is_found() =>
        Assert.Contains("signal planted: NaN is not finite", Check(new PlantedSignal(context => context.Pool.Labelled.Length > 5 ? float.NaN : 0)));

    [Fact]
    public void An_unseeded_signal_is_found()
    {
        float calls = 0;
        Assert.Contains(
            Check(new PlantedSignal(_ => calls++)), fault => fault.StartsWith("reset: the same seed gave another observation", StringComparison.Ordinal));
    }

    [Fact]
    public void An_infinite_reward_is_found() =>
        Assert.Contains("reward: Infinity is not finite", Check(new PlantedSignal(_ => 0), new PlantedReward(_ => double.PositiveInfinity)));

    [Fact]
    public void An_unseeded_reward_is_found()
    {
        int calls = 0;
        Assert.Contains(
            Check(new PlantedSignal(_ => 0), new PlantedReward(_ => calls++)),
            fault => fault.StartsWith("reset: the same seed gave another observation or reward", StringComparison.Ordinal));
    }

    [Fact]
    public void An_episode_whose_length_is_not_decided_by_the_seed_is_found() => Assert.Contains(
        EnvironmentChecker.Check(new QueryEnvironment(new SignalList([], []), Learner, new GrowingProblems(), new EpisodeOptions(100), new AccuracyGain()), 1),
        fault => fault.StartsWith("reset: the same seed gave episodes of", StringComparison.Ordinal));

    [Fact]
    public void A_pool_without_a_candidate_is_found()
    {
        Problem problem = Problems.Of([0, 1], 1, [0, 1], 2, 0, 1);
        var environment = new QueryEnvironment(new SignalList([], []), Learner, new Fixed(problem), new EpisodeOptions(5), new AccuracyGain());
        Assert.Contains("reset: no episode runs afterwards; a pool needs rows that are not labelled at the start", EnvironmentChecker.Check(environment, 1));
    }

    private static IReadOnlyList<string> Check(ISignal signal, IReward? reward = null) => EnvironmentChecker.Check(
        new QueryEnvironment(new SignalList([signal], []), Learner, new BlobProblems(), new EpisodeOptions(8), reward ?? new AccuracyGain()), 1);

    private sealed class PlantedSignal(Func<SignalContext, float> value) : ISignal
    {
        public string Name => "planted";

        public int Version => 1;

        public Preference Preference => Preference.Highest;

        public SignalNeeds Needs => SignalNeeds.Probabilities;

        public string Description => "planted";

        public void Compute(SignalContext context, Span<float> values) => values.Fill(value(context));
    }

    private sealed class PlantedReward(Func<int, double> reward) : IReward
    {
        public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score)
        {
        }

        public double Of(double before, double after, int queries, out bool targetReached)
        {
            targetReached = false;
            return reward(queries);
        }
    }

    private sealed class GrowingProblems : IProblemSource
    {
        private int _draws;

        public Problem Draw(ulong seed) => Problems.Blobs(pool: 10 + _draws++);
    }

    private sealed class Fixed(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }
}
