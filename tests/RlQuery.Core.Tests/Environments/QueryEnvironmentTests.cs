using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>The semantics of Gymnasium's Env.</summary>
public sealed class QueryEnvironmentTests
{
    private static readonly SignalList SignalList = new(
        [new MarginSignal(), new DensitySignal(), new CoverageSignal()], Known.StatesOf(ClassificationTask.Instance));

    [Fact]
    public void Reset_with_the_same_seed_gives_the_same_observation_whatever_was_played_before()
    {
        QueryEnvironment used = Make(new EpisodeOptions(8, Candidates: 10));
        Play.AtRandom(used, 1);
        used.Reset(2);
        used.Step(0);
        Assert.Equal(Play.Numbers(Make(new EpisodeOptions(8, Candidates: 10)).Reset(3)), Play.Numbers(used.Reset(3)));
        Assert.NotEqual(Play.Numbers(used.Reset(3)), Play.Numbers(used.Reset(4)));
    }

    [Fact]
    public void Restart_gives_what_reset_gave_of_every_signal_and_at_every_step()
    {
        QueryEnvironment environment = MakeAll();
        Assert.Throws<InvalidOperationException>(() => environment.Restart());
        // The same problem under another seed before: what is kept must not be that seed's.
        environment.Reset(8);
        environment.Step(3);
        float[][] first = Follow(environment, environment.Reset(9));
        Assert.Equal(first, Follow(environment, environment.Restart()));
        QueryEnvironment fresh = MakeAll();
        Assert.Equal(first, Follow(fresh, fresh.Reset(9)));

        static QueryEnvironment MakeAll() => new(
            new SignalList(Known.SignalsOf(ClassificationTask.Instance), Known.StatesOf(ClassificationTask.Instance)), new LogisticRegressionFactory(),
            new OneProblem(Problems.Blobs(pool: 100, features: 5, classes: 3, spread: 2)), new EpisodeOptions(6, Candidates: 30), new AccuracyGain());

        static float[][] Follow(QueryEnvironment environment, Observation observation)
        {
            var seen = new List<float[]>();
            while (environment.Running)
            {
                seen.Add(Play.Numbers(observation));
                observation = environment.Step(observation.Count / 2).Observation;
            }
            return [.. seen];
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_step_allocates_nothing_whatever_is_observed(int classes)
    {
        Problem problem = Problems.Blobs(pool: 100, features: 5, classes: classes, spread: 2);
        // One makes a learner, and what that is told, for an episode; the other matrices.
        ISignal[] signals = [.. Known.SignalsOf(ClassificationTask.Instance).Where(signal => signal.Name is not ("bandit" or "cost-embedding"))];
        var environment = new QueryEnvironment(
            new SignalList(signals, Known.StatesOf(ClassificationTask.Instance)), new LogisticRegressionFactory(),
            new OneProblem(problem), new EpisodeOptions(30), new AccuracyGain());
        Steps(20);
        Assert.Equal(0, Steps(20));

        long Steps(int count)
        {
            environment.Reset(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++)
            {
                environment.Step(i);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_step_before_reset_and_after_the_end_is_refused()
    {
        QueryEnvironment environment = Make(new EpisodeOptions(2));
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
        Play.AtRandom(environment, 1);
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
        environment.Reset(1);
        environment.Step(0);
    }

    [Fact]
    public void An_action_without_a_candidate_is_refused_and_changes_nothing()
    {
        QueryEnvironment environment = Make(new EpisodeOptions(4));
        Observation observation = environment.Reset(1);
        float[] before = Play.Numbers(observation);
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.Step(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.Step(observation.Count));
        Assert.Equal(before, Play.Numbers(observation));
        environment.Step(observation.Count - 1);
    }

    [Fact]
    public void A_reset_that_fails_leaves_no_episode_behind()
    {
        var environment = new QueryEnvironment(SignalList, new LogisticRegressionFactory(), new FailsFor(7), new EpisodeOptions(4), new AccuracyGain());
        environment.Reset(1);
        Assert.Throws<InvalidInputException>(() => environment.Reset(7));
        Assert.False(environment.Running);
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void An_episode_terminates_when_the_budget_is_used_up(int batch)
    {
        List<StepResult> results = Play.AtRandom(Make(new EpisodeOptions(10, batch)), 1);
        Assert.Equal(10, results.Count);
        Assert.Equal(12, results[^1].Info.Labels);
        AssertEnds(results, terminated: true);
    }

    [Fact]
    public void An_episode_terminates_when_the_pool_is_used_up()
    {
        List<StepResult> results = Play.AtRandom(Make(new EpisodeOptions(500, 4)), 1);
        Assert.Equal(28, results.Count);
        Assert.Equal(30, results[^1].Info.Labels);
        Assert.Equal(0, results[^1].Observation.Count);
        AssertEnds(results, terminated: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_step_limit_truncates_and_labels_what_was_taken(int batch)
    {
        QueryEnvironment environment = Make(new EpisodeOptions(10, batch), stepLimit: 6);
        List<StepResult> results = Play.AtRandom(environment, 1);
        Assert.Equal(6, results.Count);
        Assert.Equal(8, results[^1].Info.Labels);
        AssertEnds(results, terminated: false);
    }

    [Fact]
    public void At_the_budget_a_step_limit_truncates_nothing() =>
        AssertEnds(Play.AtRandom(Make(new EpisodeOptions(6), stepLimit: 6), 1), terminated: true);

    [Fact]
    public void Labels_come_at_the_end_of_a_batch()
    {
        List<StepResult> results = Play.AtRandom(Make(new EpisodeOptions(7, 3)), 1);
        Assert.Equal([2, 2, 5, 5, 5, 8, 9], results.Select(result => result.Info.Labels));
        Assert.All([0, 1, 3, 4], step => Assert.Equal(0, results[step].Reward));
    }

    [Fact]
    public void Sampled_candidates_are_as_many_as_asked_ascending_unlabelled_and_drawn_anew()
    {
        QueryEnvironment environment = Make(new EpisodeOptions(25, Candidates: 10));
        var shown = new List<int[]>();
        Observation observation = environment.Reset(1);
        var taken = new HashSet<int>(environment.Problem.Start);
        while (environment.Running)
        {
            int[] rows = observation.Rows.ToArray();
            Assert.Equal(Math.Min(10, 30 - taken.Count), rows.Length);
            Assert.Equal(rows.Order().Distinct(), rows);
            Assert.Empty(rows.Intersect(taken));
            shown.Add(rows);
            taken.Add(rows[0]);
            observation = environment.Step(0).Observation;
        }
        Assert.True(shown[0].Except(shown[1]).Count() > 1, "the second sample is the first without the taken row");
        Assert.NotEqual(shown[0], Make(new EpisodeOptions(25, Candidates: 10)).Reset(2).Rows.ToArray());
        Assert.Equal(shown[0], environment.Reset(1).Rows.ToArray());
        // Every row that is no start row has its turn over many draws.
        Assert.Equal(28, Enumerable.Range(0, 60).SelectMany(seed => environment.Reset((ulong)seed).Rows.ToArray()).Distinct().Count());
    }

    private static QueryEnvironment Make(EpisodeOptions options, int stepLimit = int.MaxValue) =>
        new(SignalList, new LogisticRegressionFactory(), new BlobProblems(), options, new AccuracyGain()) { StepLimit = stepLimit };

    private static void AssertEnds(List<StepResult> results, bool terminated)
    {
        Assert.All(results.SkipLast(1), result => Assert.False(result.Done));
        Assert.Equal(terminated, results[^1].Terminated);
        Assert.Equal(!terminated, results[^1].Truncated);
    }

    private sealed class FailsFor(ulong bad) : IProblemSource
    {
        public Problem Draw(ulong seed) => seed == bad ? throw new InvalidInputException("no such problem") : Problems.Blobs();
    }

    private sealed class OneProblem(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }
}
