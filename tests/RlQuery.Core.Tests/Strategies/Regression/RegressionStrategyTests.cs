using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Strategies.Regression;

/// <summary>What every strategy of regression guarantees, and what each chooses in examples worked by hand.</summary>
public sealed class RegressionStrategyTests
{
    public static TheoryData<string> Names => [.. Known.Parts.StrategiesOf(RegressionTask.Instance).Select(strategy => strategy.Name)];

    public static TheoryData<string, string> NamesAndLearners
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (IQueryStrategy strategy in Known.Parts.StrategiesOf(RegressionTask.Instance))
            {
                foreach (ILearnerFactory learner in Known.Parts.LearnersOf(TargetKind.Number))
                {
                    all.Add(strategy.Name, learner.Name);
                }
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndLearners))]
    public void Every_row_is_chosen_once_and_the_same_seed_chooses_the_same_rows(string name, string learner)
    {
        Problem problem = RegressionProblems.Waves(pool: 20);
        int[] chosen = Choices(problem, name, learner, 16);
        Assert.Equal(Enumerable.Range(4, 16), chosen.Order());
        Assert.Equal(chosen, Choices(problem, name, learner, 16));
    }

    [Theory]
    [MemberData(nameof(NamesAndLearners))]
    public void The_order_of_the_pool_changes_no_choice(string name, string learner)
    {
        if (name is "random" or "labelled-neighbours" or "facility-gain" or "open-cluster" or "probcover" or "cluster-centre" or "k-means-sampling"
            or "leaf-need" or "max-herding" or "item-cost" || name.StartsWith("graph-", StringComparison.Ordinal))
        {
            // Lots belong to places in the pool, as in classification: the split has shuffled them. Counts of neighbours, sums over a sample,
            // sizes of clusters and their middle rows have ties, which go to the lowest place. So do signals of a graph or of costs where there is none.
            return;
        }
        Problem problem = RegressionProblems.Waves();
        int[] order = new Pcg64(5).Permutation(problem.PoolFeatures.Rows);
        int[] chosen = Choices(RegressionProblems.Permuted(problem, order), name, learner, 10);
        Assert.Equal(Choices(problem, name, learner, 10), chosen.Select(row => order[row]));
    }

    [Theory]
    [MemberData(nameof(NamesAndLearners))]
    public void Targets_in_other_units_change_no_choice(string name, string learner)
    {
        Problem problem = RegressionProblems.Waves();
        Problem other = RegressionProblems.WithTargets(problem, [.. problem.PoolTargets.Select(target => target / 4096)]);
        Assert.Equal(Choices(problem, name, learner, 10), Choices(other, name, learner, 10));
    }

    [Theory]
    [MemberData(nameof(NamesAndLearners))]
    public void A_target_that_was_not_asked_for_changes_no_choice(string name, string learner)
    {
        Problem problem = RegressionProblems.Waves();
        int[] chosen = Choices(problem, name, learner, 5, batch: 5);
        Problem other = RegressionProblems.WithTargets(problem, [.. problem.PoolTargets.Select((target, row) => row < 4 ? target : -99)]);
        Assert.Equal(chosen, Choices(other, name, learner, 5, batch: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_equal_candidates_the_lowest_row_is_chosen(string name)
    {
        if (name is "random" or "lightweight-coreset")
        {
            // These draw among equal rows.
            return;
        }
        Problem problem = RegressionProblems.Of([0, 3, 1, 1, 1, 1], 1, [0, 3, 9, 9, 9, 9], 0, 0, 1);
        Assert.Equal([2, 3, 4, 5], Choices(problem, name, "ridge-regression", 4));
    }

    [Theory]
    [InlineData("greedy-input")]
    [InlineData("greedy-input-output")]
    [InlineData("posterior-variance")]
    public void A_batch_holds_no_near_duplicates(string name)
    {
        // 6 and 6.01 are the same to all purposes: one of them and -5 tell more than both.
        Problem problem = RegressionProblems.Of([0, 0.5f, 6, 6.01f, -5], 1, [0, 1, 5, 5, -7], 0, 0, 1);
        int[] chosen = Choices(problem, name, "gaussian-process-regression", 2, batch: 2);
        Assert.Single(chosen, row => row is 2 or 3);
        Assert.Contains(4, chosen);
    }

    /// <summary>Rows at 0, 1, 3 and 7; the learner says 0, 5, 1 and 2.</summary>
    [Theory]
    [InlineData("greedy-input", 3, 2)]
    [InlineData("greedy-output", 1, 3)]
    [InlineData("greedy-input-output", 3, 1)]
    [InlineData("weighted-greedy", 3, 1)]
    public void Greedy_sampling_chooses_as_worked_out_by_hand(string name, int first, int second)
    {
        Problem problem = RegressionProblems.Of([0, 1, 3, 7], 1, [0, 4, 1, 2], 0, 0);
        int[] chosen = Choices(problem, Known.Parts.Find<IQueryStrategy>(name), new Fixed([0, 5, 1, 2]), 2, 1);
        // Input: 7; then 3 is 3 from a label, 1 is 1. Output: 5; then 2 is 2 from 0 and from 4, 1 is 1. Both: 7 x 2 = 14; then 1 has min(1 x 5, 6 x 3) = 5, 3
        // has min(3 x 1, 4 x 1) = 3. Weighted: input alone first; then exp(-5/3) = .19 of input, and 1 has min(.81, .19 + .41), 3 has min(.4, .6) of .19.
        Assert.Equal([first, second], chosen);
    }

    /// <summary>The learner says 0; five members say 0, 1, 2, 3, 4 times a row's number, on rows at 0, 1, 0.5 and 0.25.</summary>
    [Fact]
    public void Committees_are_asked_as_worked_out_by_hand()
    {
        Problem problem = RegressionProblems.Of([0, 10, 0.5f, 0.25f], 1, [0, 0, 0, 0], 0, 0);
        double[][] says = [[0, 0, 0, 0], .. Enumerable.Range(0, 5).Select(m => new double[] { 0, m, 2 * m, 3 * m })];
        float[] disagreement = Scores(problem, new CommitteeVarianceSignal(), new Fixed(says));
        Assert.Equal([1.0 / 3, 2.0 / 3, 1], disagreement.Select(score => (double)score), Near);
        // Mean distance of the members from the learner, times the length of (1, x).
        float[] change = Scores(problem, new ExpectedModelChangeSignal(), new Fixed(says));
        double[] steps = [2 * Math.Sqrt(101), 4 * Math.Sqrt(1.25), 6 * Math.Sqrt(1.0625)];
        Assert.Equal(steps.Select(step => step / steps[0]), change.Select(score => (double)score), Near);
        // A learner that knows no variance has that of its committee.
        Assert.Equal(disagreement, Scores(problem, new PosteriorVarianceSignal(), new Fixed(says)), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-5;

    private static int[] Choices(Problem problem, string name, string learner, int queries, int batch = 1) =>
        Choices(problem, Known.Parts.Find<IQueryStrategy>(name), Known.Parts.FindLearner(learner, TargetKind.Number), queries, batch);

    private static int[] Choices(Problem problem, IQueryStrategy strategy, ILearnerFactory learner, int queries, int batch)
    {
        var episode = new Episode(learner);
        var player = new StrategyPlayer(strategy);
        episode.Begin(problem, queries, seed: 3);
        for (int i = 1; i <= queries; i++)
        {
            player.Take(episode);
            if (i % batch == 0)
            {
                episode.Label();
            }
        }
        return episode.Pool.Labelled[problem.Start.Length..].ToArray();
    }

    private static float[] Scores(Problem problem, ISignal signal, ILearnerFactory learner) => SignalProbe.Begin(problem, learner).Values(signal);

    /// <summary>Learners that say of the pool what they were told to: the first that is made is the episode's, the others its committee.</summary>
    private sealed class Fixed(params double[][] says) : ILearnerFactory
    {
        private int _made;

        public string Name => "fixed";

        public string Description => "for tests";

        public TargetKind Predicts => TargetKind.Number;

        public ILearner Create() => new Teller(says[Math.Min(_made++, says.Length - 1)]);

        private sealed class Teller(double[] says) : ILearner
        {
            public string Name => "fixed";

            public string Description => "for tests";

            public void Start(Items items, AnswerSpace space)
            {
            }

            public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
            {
            }

            public void Predict(FeatureMatrix features, Prediction prediction) => says.CopyTo(prediction.Numbers);
        }
    }
}
