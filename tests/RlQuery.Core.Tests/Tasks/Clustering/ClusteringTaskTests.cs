using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Tests.Tasks.Clustering;

public sealed class ClusteringTaskTests
{
    public static TheoryData<string> Strategies => ["random", "margin", "farthest-first", "min-max", "npu", "cobra"];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void What_follows_is_known_without_a_question_and_is_true(string strategy)
    {
        Problem problem = Balls.Problem(Balls.Of(3, 16, 4, seed: 1));
        Episode episode = Balls.Begin(problem);
        StrategyPlayer player = Balls.Player(strategy);
        while (!episode.Pool.Candidates.IsEmpty)
        {
            player.Take(episode);
            episode.Label();
            for (int i = 0; i < episode.Pool.Labelled.Length; i++)
            {
                Assert.Equal(Balls.Truth(problem, episode.Pool.Labelled[i]), episode.Pool.Labels[i] == 1);
            }
            Assert.Empty(ClusteringTask.Instance.Implied(episode.Pool));
            Assert.Equal(episode.Queries + 1, episode.Cost);
        }
        Assert.Equal(RowPairs.CountOf(24), episode.Pool.Labelled.Length);
        // Each row needs at most a question for each other class that it is found apart from, and one that places it.
        Assert.InRange(episode.Queries, 0, 24 * 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Farthest_first_finds_every_cluster_within_the_bound_of_Basu(int classes)
    {
        // Basu, Banerjee and Mooney (2004), section 4.1: k balls that are farther from each other than they are wide are found by k (k - 1) / 2 questions.
        // The question of the start comes on top.
        for (ulong seed = 0; seed < 5; seed++)
        {
            Problem problem = Balls.Problem(Balls.Of(classes, 12, 0.4, seed), seed);
            Episode episode = Balls.Begin(problem);
            StrategyPlayer player = Balls.Player("farthest-first");
            while (Neighbourhoods.Of(problem.Items.Pairs!, episode.Pool.Labelled, episode.Pool.Labels).Count < classes)
            {
                player.Take(episode);
                episode.Label();
            }
            Assert.InRange(episode.Queries, 0, RowPairs.CountOf(classes));
        }
    }

    [Fact]
    public void A_pair_has_one_number_whichever_row_comes_first()
    {
        RowPairs pairs = Balls.Problem(Balls.Of(3, 16, 1, seed: 1)).Items.Pairs!;
        for (int item = 0; item < pairs.Count; item++)
        {
            Assert.True(pairs.First(item) < pairs.Second(item));
            Assert.Equal(item, pairs.ItemOf(pairs.First(item), pairs.Second(item)));
            Assert.Equal(item, pairs.ItemOf(pairs.Second(item), pairs.First(item)));
        }
        Assert.Equal(RowPairs.CountOf(pairs.Asked), pairs.Count);
    }

    [Fact]
    public void Rows_of_a_large_pool_beyond_150_are_clustered_but_not_asked_about()
    {
        Problem problem = Balls.Problem(Balls.Of(2, 220, 1, seed: 1));
        Assert.Equal(220, problem.Items.Pairs!.Rows.Rows);
        Assert.Equal(ClusteringTask.MostAsked, problem.Items.Pairs.Asked);
        Assert.Equal(RowPairs.CountOf(ClusteringTask.MostAsked), problem.Items.Count);
    }

    [Fact]
    public void A_curve_that_needs_no_further_question_goes_on_as_it_ended()
    {
        Problem problem = Balls.Problem(Balls.Of(2, 8, 0.2, seed: 1));
        LearningCurve curve = new StrategyRunner(
            Known.Parts.FindLearner("pckmeans", TargetKind.Link), new EpisodeOptions(Budget: 20), metrics: [ClusteringTask.Instance.DefaultMetric]).Run(
                problem, Known.Parts.Find<IQueryStrategy>("min-max"), 1);
        Assert.Equal(Enumerable.Range(1, 21).Select(cost => (double)cost), curve.Costs);
        Assert.Equal(1, curve.Final);
        Assert.Equal("questions", curve.CostUnit);
    }

    [Fact]
    public void A_pool_of_one_pair_leaves_nothing_to_ask_for()
    {
        Dataset data = Balls.Of(2, 2, 1, seed: 1);
        var options = new ProblemOptions(ClusteringTask.Instance, new SplitOptions(), 1);
        Assert.Equal("balls: 4 rows make a pool of 2, which leaves nothing to ask for after 1 labels at the start", Assert.Single(options.Faults(data)));
    }
}
