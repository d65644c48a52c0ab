using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Policies;

public sealed class TreePolicyTests : IDisposable
{
    private const int Signals = 3;
    private const int State = 2;

    // If signal 1 is at most 0.5: state value 1 decides between 2 and -1; otherwise 0.25.
    private static readonly long[] Splits = [1, 1, -3, 4, -1, -2];
    private static readonly float[] Thresholds = [0.5f, -0.25f];
    private static readonly float[] Values = [2, -1, 0.25f];

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "tree");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Theory]
    [InlineData(-0.3f, 2)]
    [InlineData(-0.25f, 2)]
    [InlineData(-0.2f, -1)]
    [InlineData(50, -1)]
    public void A_score_is_that_of_the_leaf_to_which_standardised_signals_and_state_lead(float state, float low)
    {
        float[] rows = Gaussian(2, 20 * Signals);
        float[] scores = new float[20];
        Network(new ScoringTree(Splits, Thresholds, Values)).Clone().Score(rows, [0, state, .. Gaussian(3, 2 * Signals)], scores);
        double[] column = [.. Enumerable.Range(0, 20).Select(row => (double)rows[(row * Signals) + 1])];
        double mean = column.Average();
        double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
        Assert.Equal(column.Select(value => (value - mean) / deviation <= 0.5 ? low : 0.25f), scores);
        Assert.Equal(2, scores.Distinct().Count());
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.2)]
    public void Of_the_candidates_of_a_leaf_the_best_by_the_shortlist_signal_is_chosen(double share)
    {
        LearnedPolicy policy = Policy(new ScoringTree([], [], [0.5f]), new Selector(share));
        var runner = new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget: 20));
        for (int number = 0; number < 20; number++)
        {
            Problem problem = RandomProblems.Draw(number);
            double[] margin = runner.Run(problem, new SignalStrategy("margin", new MarginSignal()), 1).Scores;
            Assert.Equal(margin, runner.Run(problem, policy, 1).Scores);
        }
        for (ulong seed = 0; seed < 50; seed++)
        {
            policy = Policy(ScoringTree.Draw(Shape(6), new Pcg64(seed)), new Selector(share));
            Observation observation = SamplePolicy.Observe(policy.SignalList, 90, seed);
            float[] scores = Score(policy, observation);
            int choice = QueryChoice.Best(scores, observation.Rows);
            float[] margin = observation.Column("margin").ToArray();
            PolicyView view = policy.Look(observation);
            int place = Array.IndexOf(view.Scores, view.Scores.Max());
            Assert.Equal(margin.Order().ElementAt(place), margin[choice]);
        }
    }

    [Fact]
    public void The_order_of_candidates_changes_no_choice()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            LearnedPolicy policy = Policy(ScoringTree.Draw(Shape(9), new Pcg64(seed)), new Selector(0.4));
            Observation observation = SamplePolicy.Observe(policy.SignalList, 90, seed);
            int[] order = new Pcg64(seed).Permutation(90);
            Observation permuted = observation.Permuted(order);
            float[] scores = Score(policy, observation);
            Assert.Equal(order.Select(i => scores[i]), Score(policy, permuted));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(15, 1)]
    [InlineData(7, 3)]
    public void Written_and_read_back_it_scores_the_same(int leaves, int ensemble)
    {
        PolicyDocument document = SamplePolicy.Document(new PolicySelector(0.5, Ensemble: ensemble)) with { Network = Shape(leaves) };
        var file = new TensorFile();
        ScoringTree[] trees = [.. Enumerable.Range(0, ensemble).Select(member => ScoringTree.Draw(Shape(leaves), new Pcg64((ulong)member)))];
        for (int member = 0; member < ensemble; member++)
        {
            trees[member].Write(file, document.Selector.Prefix(member));
        }
        PolicyWriter.Save(_folder, document, file, Known.Parts);
        Observation observation = SamplePolicy.Observe(SamplePolicy.SignalList, 70);
        Assert.Equal(Score(Policy(trees, document.Selector.ToSelector(Known.Parts)), observation), Score(PolicyReader.Load(_folder, Known.Parts), observation));
        Assert.Contains($"\"leaves\": {leaves}", File.ReadAllText(Path.Combine(_folder, "policy.json")), StringComparison.Ordinal);
        Assert.Contains(
            $"| network | decision tree of {leaves} leaves over 3 signals and 2 state values |", File.ReadAllText(Path.Combine(_folder, "CARD.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_prints_the_tree()
    {
        var file = new TensorFile();
        new ScoringTree(Splits, Thresholds, Values).Write(file);
        string card = PolicyCard.Write(SamplePolicy.Document() with { Network = Shape(3) }, file);
        Assert.Contains(
            """
            ```
            if density is at most +0.50:
                if pool-entropy is at most -0.25:
                    score 2.0
                otherwise:
                    score -1.0
            otherwise:
                score 0.25
            ```

            """.ReplaceLineEndings("\n"),
            card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 5, 1, -3, 4, -1, -2 }, "split 0 looks at input 5; use 0..4")]
    [InlineData(new long[] { -1, 1, -3, 4, -1, -2 }, "split 0 looks at input -1; use 0..4")]
    [InlineData(new long[] { 1, 0, -3, 4, -1, -2 }, "split 0 leads to 0; use a later split, 1..1, or a leaf, -1..-3")]
    [InlineData(new long[] { 1, 1, -3, 4, 0, -2 }, "split 1 leads to 0; use a leaf, -1..-3")]
    [InlineData(new long[] { 1, 1, -3, 4, 1, -2 }, "split 1 leads to 1; use a leaf, -1..-3")]
    [InlineData(new long[] { 1, 2, -3, 4, -1, -2 }, "split 0 leads to 2; use a later split, 1..1, or a leaf, -1..-3")]
    [InlineData(new long[] { 1, 1, -4, 4, -1, -2 }, "split 0 leads to -4; use a later split, 1..1, or a leaf, -1..-3")]
    [InlineData(new long[] { 1, 1, -3, 4, -3, -2 }, "split 1 leads to -3, where another side leads too; use each once")]
    [InlineData(new long[] { 1, 1, 1, 4, -1, -2 }, "split 0 leads to 1, where another side leads too; use each once")]
    [InlineData(new long[] { 1, long.MinValue, -3, 4, -1, -2 }, "split 0 leads to -9223372036854775808; use a later split, 1..1, or a leaf, -1..-3")]
    public void A_damaged_tree_is_refused_in_a_line_that_names_the_split(long[] splits, string fault)
    {
        var file = new TensorFile();
        new ScoringTree(splits, Thresholds, Values).Write(file);
        PolicyDocument document = SamplePolicy.Document() with { Network = Shape(3) };
        Assert.Equal(
            $"{_folder}: tensor 'tree.splits': {fault}",
            Assert.Throws<InvalidInputException>(() => PolicyWriter.Save(_folder, document, file, Known.Parts)).Message);
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Numbers_that_are_not_finite_and_tensors_of_another_size_are_refused()
    {
        PolicyDocument document = SamplePolicy.Document() with { Network = Shape(3) };
        var infinite = new TensorFile();
        new ScoringTree(Splits, [0.5f, float.NaN], Values).Write(infinite);
        Assert.Equal($"{_folder}: tensor 'tree.thresholds' holds NaN at position 1; weights must be finite", Fault(document, infinite));
        var other = new TensorFile();
        new ScoringTree(Splits, Thresholds, [1, 2]).Write(other);
        Assert.Equal($"{_folder}: tensor 'tree.values' has shape [2]; needs [3]", Fault(document, other));
        Assert.StartsWith($"{_folder}: no tensor 'tree.splits'; it has ", Fault(document, SamplePolicy.Weights(SamplePolicy.Document())));
        Assert.Equal($"{_folder}: network.leaves: 2000 is not allowed; use 1..1024 for a tree", Fault(document with { Network = Shape(2000) }, other));
        Assert.Equal($"{_folder}: network.leaves: -1 is not allowed; use 1..1024 for a tree", Fault(
            document with { Network = SamplePolicy.Document().Network with { Hidden = [], Leaves = -1 } }, other).Split('\n')[0]);
        Assert.Equal(
            $"{_folder}: network: a tree has leaves alone; hidden layers and a gate beside them are not allowed",
            Fault(document with { Network = Shape(3) with { Hidden = [4] } }, other));
    }

    private string Fault(PolicyDocument document, TensorFile weights) =>
        Assert.Throws<InvalidInputException>(() => PolicyWriter.Save(_folder, document, weights, Known.Parts)).Faults[0];

    private static NetworkShape Shape(int leaves) => new(Signals, State + (2 * Signals), []) { Leaves = leaves };

    private static TreeNetwork Network(ScoringTree tree) => new(Shape(tree.Leaves), tree);

    private static LearnedPolicy Policy(ScoringTree tree, Selector selector) => Policy([tree], selector);

    private static LearnedPolicy Policy(ScoringTree[] trees, Selector selector) => new(
        "tree", SamplePolicy.SignalList, Normalisation.Identity(Signals, State + (2 * Signals)), selector, [.. trees.Select(Network)]);

    private static float[] Score(LearnedPolicy policy, Observation observation)
    {
        float[] scores = new float[observation.Count];
        policy.Score(observation, scores);
        return scores;
    }

    private static float[] Gaussian(ulong seed, int count)
    {
        var draws = new Pcg64(seed, "gaussian");
        return [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextGaussian())];
    }
}
