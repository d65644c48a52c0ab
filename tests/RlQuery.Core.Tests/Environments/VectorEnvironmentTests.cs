using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class VectorEnvironmentTests
{
    private static readonly SignalList SignalList = new(
        [new MarginSignal(), new MutualInformationSignal(), new DensitySignal()], Known.StatesOf(ClassificationTask.Instance));

    [Fact]
    public void Episodes_are_the_same_on_one_thread_on_four_and_one_after_the_other()
    {
        QueryEnvironment single = Make();
        double[][] sequential = [.. Enumerable.Range(0, 20).Select(i => Returns(single, i))];
        Assert.Equal(sequential, new VectorEnvironment(Make, 4, 1).Play(20, Returns, CancellationToken.None));
        Assert.Equal(sequential, new VectorEnvironment(Make, 4, 4).Play(20, Returns, CancellationToken.None));
        Assert.Equal(sequential, new VectorEnvironment(Make, 3, 8).Play(20, Returns, CancellationToken.None));

        static double[] Returns(QueryEnvironment environment, int episode) =>
            [.. Play.AtRandom(environment, (ulong)episode).SelectMany(result => new[] { result.Reward, result.Info.Score })];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Steps_side_by_side_are_those_of_each_environment_alone(int jobs)
    {
        var vector = new VectorEnvironment(Make, 5, jobs);
        QueryEnvironment[] alone = [.. Enumerable.Range(0, 5).Select(_ => Make())];
        ulong[] seeds = [3, 1, 4, 1, 5];
        Assert.Equal(seeds.Select((seed, i) => Play.Numbers(alone[i].Reset(seed))), vector.Reset(seeds).Select(Play.Numbers));
        for (int step = 0; step < 6; step++)
        {
            StepResult?[] results = vector.Step([.. Enumerable.Range(0, 5).Select(i => i + step)]);
            for (int i = 0; i < 5; i++)
            {
                StepResult expected = alone[i].Step(i + step);
                Assert.Equal(expected.Reward, results[i]!.Value.Reward);
                Assert.Equal(Play.Numbers(expected.Observation), Play.Numbers(results[i]!.Value.Observation));
            }
        }
        Assert.All(vector.Step(new int[5]), result => Assert.Null(result));
    }

    [Fact]
    public void Results_come_in_the_order_of_episodes() =>
        Assert.Equal(Enumerable.Range(0, 200), new VectorEnvironment(Make, 4, 4).Play(200, (_, episode) => episode, CancellationToken.None));

    [Fact]
    public void No_episode_gives_no_result() => Assert.Empty(new VectorEnvironment(Make, 2, 2).Play(0, (_, episode) => episode, CancellationToken.None));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_an_episode_throws_comes_out_as_it_is_and_of_several_that_of_the_lowest(int jobs)
    {
        var vector = new VectorEnvironment(Make, 4, jobs);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            InvalidInputException thrown = Assert.Throws<InvalidInputException>(
                () => vector.Play(50, (_, i) => i is 7 or 8 or 9 or 30 ? throw new InvalidInputException($"episode {i}") : i, CancellationToken.None));
            Assert.Equal("episode 7", thrown.Message);
        }
    }

    [Fact]
    public void What_a_reset_or_a_step_throws_comes_out_as_it_is()
    {
        var vector = new VectorEnvironment(
            () => new QueryEnvironment(SignalList, new LogisticRegressionFactory(), new NoProblems(), new EpisodeOptions(6), new AccuracyGain()), 3, 3);
        Assert.Throws<InvalidInputException>(() => vector.Reset([1, 2, 3]));
        vector = new VectorEnvironment(Make, 3, 3);
        vector.Reset([1, 2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Step([0, 1000, 0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelling_stops_between_episodes(int jobs)
    {
        using var cancel = new CancellationTokenSource();
        int played = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new VectorEnvironment(Make, 4, jobs).Play(
            10_000,
            (_, episode) =>
            {
                if (Interlocked.Increment(ref played) == 10)
                {
                    cancel.Cancel();
                }
                return episode;
            },
            cancel.Token));
        Assert.InRange(played, 10, 10 + jobs);
    }

    [Fact]
    public void What_was_cancelled_before_it_began_plays_nothing() => Assert.ThrowsAny<OperationCanceledException>(
        () => new VectorEnvironment(Make, 2, 2).Play<int>(3, (_, _) => throw new InvalidOperationException("played"), new CancellationToken(canceled: true)));

    private static QueryEnvironment Make() =>
        new(SignalList, new LogisticRegressionFactory(), new BlobProblems(), new EpisodeOptions(6, 2), new AccuracyGain());

    private sealed class NoProblems : IProblemSource
    {
        public Problem Draw(ulong seed) => throw new InvalidInputException("no problem");
    }
}
