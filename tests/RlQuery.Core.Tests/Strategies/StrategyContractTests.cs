using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Strategies;

/// <summary>What every strategy guarantees.</summary>
public sealed class StrategyContractTests
{
    public static TheoryData<string> Names => [.. Known.Parts.StrategiesOf(ClassificationTask.Instance).Select(strategy => strategy.Name)];

    private static readonly LogisticRegressionFactory Learner = new();

    // These draw among equal rows.
    private static readonly string[] Drawing = ["random", "falcun", "hierarchical", "albl", "lightweight-coreset"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_repeats_a_row_and_never_asks_for_a_labelled_one(string name)
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3);
        int[] chosen = Choices(problem, name, queries: 27);
        Assert.Equal(27, chosen.Distinct().Count());
        Assert.Empty(chosen.Intersect(problem.Start));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_chooses_the_same_rows(string name)
    {
        Problem problem = Problems.Blobs();
        Assert.Equal(Choices(problem, name, 15), Choices(problem, name, 15));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_candidates_changes_no_choice(string name)
    {
        Problem problem = Problems.Blobs(classes: 3);
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>(name);
        Observation observation = Start(problem).Observe(new ObservationBuilder(strategy.SignalList));
        int[] order = new Core.Numerics.Pcg64(5).Permutation(observation.Count);
        Observation permuted = observation.Permuted(order);
        Assert.Equal(Pick(strategy, observation), Pick(strategy, permuted));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pool_of_one_row_is_used_up(string name)
    {
        Problem problem = Problems.Of([0, 1, 2], 1, [0, 1, 0], 2, 0, 1);
        Assert.Equal([2], Choices(problem, name, queries: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_candidates_are_told_apart_by_their_row_alone(string name)
    {
        Problem problem = Problems.Of([.. Enumerable.Repeat(1f, 12)], 1, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 2, 0, 1);
        int[] chosen = Choices(problem, name, queries: 4);
        Assert.Equal(4, chosen.Distinct().Count());
        if (!Drawing.Contains(name))
        {
            Assert.Equal([2, 3, 4, 5], chosen);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_larger_than_the_pool_takes_the_whole_pool(string name)
    {
        Problem problem = Problems.Blobs(pool: 20);
        LearningCurve curve =
            new StrategyRunner(Learner, new EpisodeOptions(Budget: 500, BatchSize: 100)).Run(problem, Known.Parts.Find<IQueryStrategy>(name), 1);
        Assert.Equal([2, 20], curve.Costs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_label_at_all_or_one_class_is_no_obstacle(string name)
    {
        Problem blobs = Problems.Blobs(classes: 3);
        foreach (int[] start in new int[][] { [], [1] })
        {
            var problem = ProblemParts.From(blobs, start);
            Assert.Equal(10, Choices(problem, name, 10).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_are_never_NaN(string name)
    {
        Problem problem = Problems.Blobs(classes: 4, features: 8);
        Episode episode = Start(problem);
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>(name);
        Observation observation = episode.Observe(new ObservationBuilder(strategy.SignalList));
        float[] scores = new float[observation.Count];
        strategy.Score(observation, scores);
        Assert.DoesNotContain(scores, float.IsNaN);
    }

    [Fact]
    public void Every_strategy_says_in_a_few_words_what_it_is_good_for()
    {
        Assert.Equal(Known.Parts.All<IQueryStrategy>().Select(strategy => strategy.Name).Order(), StrategyUses.Names.Order());
        Assert.All(Known.Parts.All<IQueryStrategy>(), strategy => Assert.InRange(strategy.GoodFor.Length, 8, 64));
    }

    [Fact]
    public void A_core_set_batch_holds_no_near_duplicates()
    {
        // Two far groups of copies: a batch of two must take one of each.
        float[] x = [0, 0.1f, 10, 10.01f, 10.02f, -10, -10.01f, -10.02f];
        Problem problem = Problems.Of(x, 1, [0, 1, 0, 1, 0, 1, 0, 1], 2, 0, 1);
        Episode episode = Start(problem);
        var builder = new ObservationBuilder(Known.Parts.Find<IQueryStrategy>("core-set").SignalList);
        int first = Pick(Known.Parts.Find<IQueryStrategy>("core-set"), episode.Observe(builder));
        episode.Take(first);
        int second = Pick(Known.Parts.Find<IQueryStrategy>("core-set"), episode.Observe(builder));
        Assert.True(x[first] * x[second] < 0, $"rows {first} and {second} are of the same group");
    }

    private static int[] Choices(Problem problem, string name, int queries)
    {
        Episode episode = Start(problem);
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>(name);
        var builder = new ObservationBuilder(strategy.SignalList);
        var chosen = new List<int>();
        while (chosen.Count < queries && !episode.Pool.Candidates.IsEmpty)
        {
            chosen.Add(Pick(strategy, episode.Observe(builder)));
            episode.Take(chosen[^1]);
            episode.Label();
        }
        return [.. chosen];
    }

    private static int Pick(IQueryStrategy strategy, Observation observation)
    {
        float[] scores = new float[observation.Count];
        strategy.Score(observation, scores);
        return observation.Rows[QueryChoice.Best(scores, observation.Rows)];
    }

    private static Episode Start(Problem problem)
    {
        var episode = new Episode(Learner);
        episode.Begin(problem, 40, 7);
        return episode;
    }
}
