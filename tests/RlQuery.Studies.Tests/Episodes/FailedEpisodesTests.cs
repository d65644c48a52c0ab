using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Episodes;

public sealed class FailedEpisodesTests
{
    private static readonly string[] Strategies = ["random", "margin", "entropy"];

    [Fact]
    public void A_failure_is_a_result_and_changes_no_other_episode()
    {
        EvaluationPlan plan = Plan([new LogisticRegressionFactory(), new BrokenLearner()]);
        IReadOnlyList<EpisodeOutcome> outcomes = Run(plan, 2);
        Assert.Equal(2 * 2 * 3, outcomes.Count);
        Assert.All(
            outcomes.Where(outcome => outcome.Cell.Learner == "broken"),
            outcome => Assert.Equal(("InvalidOperationException: cannot be made", true), (outcome.Failure, outcome.Curve is null)));
        Assert.Equal(
            Run(Plan([new LogisticRegressionFactory()]), 1).SelectMany(outcome => outcome.Curve!.Scores),
            outcomes.Where(outcome => outcome.Cell.Learner != "broken").SelectMany(outcome => outcome.Curve!.Scores));
    }

    [Fact]
    public void What_cannot_be_stored_ends_the_run()
    {
        EvaluationPlan plan = Plan([new LogisticRegressionFactory()]);
        Assert.Throws<IOException>(
            () => EvaluationRun.Run(plan, Cells(plan), new ParallelExecutor(1), _ => throw new IOException("disk full"), CancellationToken.None));
    }

    [Fact]
    public void Comparisons_leave_out_pairs_of_which_one_failed()
    {
        EpisodeResult[] all =
            [.. from set in Enumerable.Range(0, 6) from strategy in Strategies from seed in Enumerable.Range(0, 5) select Episode(set, strategy, seed)];
        // Margin failed under one seed of the first set: as if neither of its partners had run there, for the comparisons with margin.
        EpisodeResult[] failed = [.. all.Where(episode => episode.Spec is not { Data: "set 0", Strategy: "margin", Seed: 2 })];
        EpisodeResult[] without = [.. all.Where(episode => episode.Spec is not { Data: "set 0", Seed: 2 })];
        Assert.Equal(Comparison.With("margin", without), Comparison.With("margin", failed));
        Assert.Equal(4, Comparison.With("margin", failed).First(one => one.Data == "set 0").Test.Pairs);
        Assert.Equal(PooledComparison.With("margin", without, data => data), PooledComparison.With("margin", failed, data => data));
        Assert.Equal(SetDifferences.With("margin", without).Select(one => one.Mean), SetDifferences.With("margin", failed).Select(one => one.Mean));
        Assert.Equal(LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(without)), LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(failed)));
        Assert.Equal(StrategyRanks.Of(without)!.Test.MeanRanks, StrategyRanks.Of(failed)!.Test.MeanRanks);
    }

    [Fact]
    public void A_strategy_that_failed_on_a_whole_set_is_compared_on_the_others()
    {
        EpisodeResult[] episodes =
        [
            .. from set in Enumerable.Range(0, 3) from strategy in Strategies from seed in Enumerable.Range(0, 5)
               where set != 1 || strategy != "entropy" select Episode(set, strategy, seed),
        ];
        IReadOnlyList<Comparison> comparisons = Comparison.With("margin", episodes);
        Assert.DoesNotContain(comparisons, one => one is { Data: "set 1", Strategy: "entropy" });
        Assert.Equal(2, comparisons.Single(one => one is { Data: null, Strategy: "entropy" }).Test.Pairs);
        Assert.Equal(3, comparisons.Single(one => one is { Data: null, Strategy: "random" }).Test.Pairs);
    }

    private static EpisodeResult Episode(int set, string strategy, int seed)
    {
        var generator = new Pcg64((ulong)seed, $"{set} {strategy}");
        return new EpisodeResult(
            new EpisodeSpec($"set {set}", strategy, seed), new LearningCurve([2, 3, 4], [.. Enumerable.Range(0, 3).Select(_ => generator.NextDouble())]));
    }

    private static EvaluationPlan Plan(ILearnerFactory[] learners) => new(
        [Catalog.Load().Open("iris")], [ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("random")),
            ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("margin"))], learners,
        new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1), new EpisodeOptions(4), 0, 3)
    {
        Parts = Known.Parts,
    };

    private static IReadOnlyList<GridCell> Cells(EvaluationPlan plan) => EvaluationManifest.Describe(plan, [("mine", "hash")]).Cells(Shard.Whole);

    private static IReadOnlyList<EpisodeOutcome> Run(EvaluationPlan plan, int jobs) =>
        EvaluationRun.Run(plan, Cells(plan), new ParallelExecutor(jobs), _ => { }, CancellationToken.None);

    private sealed class BrokenLearner : ILearnerFactory
    {
        public string Name => "broken";

        public string Description => "for tests";

        public ILearner Create() => throw new InvalidOperationException("cannot be made");
    }
}
