using RlQuery.Core.Evaluation;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Tests.Episodes;

public sealed class ParallelExecutorTests
{
    private static readonly EpisodeSpec[] Specs = [.. Enumerable.Range(0, 60).Select(i => new EpisodeSpec("data", "random", i))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Results_come_in_the_order_of_the_specs_whatever_ends_first(int jobs)
    {
        var consumed = new List<EpisodeResult>();
        new ParallelExecutor(jobs).Run(Specs, RunLateOnesFirst, consumed.Add, CancellationToken.None);
        Assert.Equal(Specs, consumed.Select(episode => episode.Spec));
        Assert.All(consumed, episode => Assert.Equal(episode.Spec.Seed * 0.5, episode.Curve.Scores[0]));
    }

    [Fact]
    public void No_spec_is_no_work()
    {
        new ParallelExecutor(4).Run(Array.Empty<EpisodeSpec>(), RunLateOnesFirst, _ => Assert.Fail("there is nothing to consume"), CancellationToken.None);
    }

    [Fact]
    public void The_first_failure_in_order_is_thrown_and_later_results_are_dropped()
    {
        var consumed = new List<long>();
        var failure = Assert.Throws<InvalidOperationException>(() => new ParallelExecutor(4).Run(
            Specs,
            spec => spec.Seed is 7 or 5 ? throw new InvalidOperationException($"episode {spec.Seed}") : RunLateOnesFirst(spec),
            episode => consumed.Add(episode.Spec.Seed), CancellationToken.None));
        Assert.Equal("episode 5", failure.Message);
        Assert.Equal([0L, 1, 2, 3, 4], consumed);
    }

    [Fact]
    public void A_cancelled_run_ends_before_its_end()
    {
        using var source = new CancellationTokenSource();
        var consumed = new List<EpisodeResult>();
        Assert.Throws<OperationCanceledException>(() => new ParallelExecutor(2).Run(
            Specs,
            spec =>
            {
                if (spec.Seed >= 2)
                {
                    source.Cancel();
                    source.Token.WaitHandle.WaitOne();
                    throw new OperationCanceledException(source.Token);
                }
                return RunLateOnesFirst(spec);
            },
            consumed.Add, source.Token));
        Assert.True(consumed.Count < Specs.Length);
    }

    private static EpisodeResult RunLateOnesFirst(EpisodeSpec spec)
    {
        Thread.SpinWait((int)(60 - spec.Seed) * 1000);
        return new EpisodeResult(spec, new LearningCurve([2], [spec.Seed * 0.5]));
    }
}
