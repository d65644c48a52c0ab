using System.Collections.Concurrent;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Episodes;

public sealed class EvaluationRunTests
{
    private static readonly EvaluationPlan Plan = new(
        [Blobs("near", 40, 1), Blobs("far", 24, 3)],
        [Heuristic("random"), Heuristic("margin"), Heuristic("qbc-vote")],
        [new LogisticRegressionFactory()], new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1), new EpisodeOptions(15), Seed: 5, Repeats: 3)
    {
        Parts = Known.Parts,
    };

    [Fact]
    public void One_job_and_eight_give_the_same_curves()
    {
        IReadOnlyList<EpisodeResult> one = Run(1);
        IReadOnlyList<EpisodeResult> eight = Run(8);
        Assert.Equal(one.Select(episode => episode.Spec), eight.Select(episode => episode.Spec));
        Assert.Equal(one.SelectMany(episode => episode.Curve.Costs), eight.SelectMany(episode => episode.Curve.Costs));
        Assert.Equal(one.SelectMany(episode => episode.Curve.Scores), eight.SelectMany(episode => episode.Curve.Scores));
    }

    [Fact]
    public void A_strategy_scores_the_same_whoever_runs_beside_it()
    {
        EpisodeResult together = Run(2).Single(episode => episode.Spec == new EpisodeSpec("far", "margin", 7));
        EvaluationPlan alone = Plan with { Data = [Plan.Data[1]], Strategies = [Plan.Strategies[1]], Seed = 7, Repeats = 1 };
        Assert.Equal(together.Curve.Scores, Assert.Single(Run(alone, 1)).Curve.Scores);
    }

    [Fact]
    public void The_same_seed_gives_every_strategy_the_same_start()
    {
        Assert.All(
            Run(2).GroupBy(episode => (episode.Spec.Data, episode.Spec.Seed)),
            paired => Assert.Single(paired.Select(episode => (episode.Curve.Costs[0], episode.Curve.Scores[0])).Distinct()));
    }

    [Fact]
    public void Margin_never_departs_from_itself_and_counting_changes_no_score()
    {
        IReadOnlyList<EpisodeResult> counted = Run(Plan with { CountDepartures = true }, 2);
        IReadOnlyList<EpisodeResult> plain = Run(2);
        Assert.Equal(plain.SelectMany(episode => episode.Curve.Scores), counted.SelectMany(episode => episode.Curve.Scores));
        Assert.All(plain, episode => Assert.Null(episode.Curve.Departures));
        Assert.All(counted, episode => Assert.Equal(episode.Curve.Costs.Length, episode.Curve.Departures!.Length));
        IReadOnlyDictionary<string, double> rates = DepartureRate.Of(counted);
        Assert.Equal(0, rates["margin"]);
        Assert.InRange(rates["random"], 0.5, 1);
    }

    [Fact]
    public void Every_episode_is_told_of_once_and_the_results_are_in_order()
    {
        IReadOnlyList<GridCell> cells = CellsOf(Plan);
        var ended = new ConcurrentBag<GridCell>();
        IReadOnlyList<EpisodeOutcome> results = EvaluationRun.Run(
            Plan, cells, new ParallelExecutor(4), outcome => ended.Add(outcome.Cell), CancellationToken.None);
        Assert.Equal(cells, results.Select(outcome => outcome.Cell));
        Assert.Equal(cells.Select(cell => cell.ToString()).Order(), ended.Select(cell => cell.ToString()).Order());
    }

    [Fact]
    public void A_pool_smaller_than_the_budget_ends_its_curve_and_is_noted()
    {
        IReadOnlyList<SummaryRow> rows = SummaryRow.Of(Run(2), Plan.Episode.Budget);
        // 24 rows make a pool of 12, of which 2 are labelled at the start.
        Assert.All(rows.Where(row => row.Data == "far"), row => Assert.Equal("the pool ends after 10 of 15 queries", row.Note));
        Assert.All(rows.Where(row => row.Data == "near"), row => Assert.Empty(row.Note));
    }

    private static ComparedStrategy Heuristic(string name) => ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>(name));

    private static IReadOnlyList<EpisodeResult> Run(int jobs) => Run(Plan, jobs);

    private static IReadOnlyList<EpisodeResult> Run(EvaluationPlan plan, int jobs) =>
        new EvaluationResult(EvaluationRun.Run(plan, CellsOf(plan), new ParallelExecutor(jobs), _ => { }, CancellationToken.None)).Episodes(
            plan.Learners[0].Name);

    private static IReadOnlyList<GridCell> CellsOf(EvaluationPlan plan) =>
        EvaluationManifest.Describe(plan, [("mine", "hash")]).Cells(Shard.Whole);

    private static Dataset Blobs(string name, int rows, double distance)
    {
        var generator = new Pcg64(1, name);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 2)];
        float[] values = [.. labels.SelectMany(label => new[] { (float)(generator.NextGaussian() + (label * distance)), (float)generator.NextGaussian() })];
        return Dataset.ForClassification(name, "test", values, labels, ["x", "y"], ["a", "b"]);
    }
}
