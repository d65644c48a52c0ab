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

public sealed class GatedLinearPolicyTests : IDisposable
{
    private const int Signals = 3;
    private const int State = 2;

    private static readonly NetworkShape Shape = new(Signals, State + (2 * Signals), []);

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "gated");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void A_score_is_the_sum_of_standardised_signals_times_weights_that_are_linear_in_the_state()
    {
        float[] weights = Gaussian(1, Signals * (1 + State));
        float[] rows = Gaussian(2, 20 * Signals);
        float[] context = [0.5f, -50, .. Gaussian(3, 2 * Signals)];
        float[] scores = Score(weights, rows, context);
        double[] state = [0.5, -3];
        for (int i = 0; i < 20; i++)
        {
            double expected = 0;
            for (int j = 0; j < Signals; j++)
            {
                double[] column = [.. Enumerable.Range(0, 20).Select(row => (double)rows[(row * Signals) + j])];
                double mean = column.Average();
                double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
                double weight = weights[j * 3] + (weights[(j * 3) + 1] * state[0]) + (weights[(j * 3) + 2] * state[1]);
                expected += (column[i] - mean) / deviation * weight;
            }
            Assert.Equal(expected, scores[i], 1e-4);
        }
    }

    [Fact]
    public void Pooled_values_and_a_signal_that_is_the_same_within_the_shortlist_change_nothing()
    {
        float[] weights = Gaussian(1, Signals * (1 + State));
        float[] rows = Gaussian(2, 20 * Signals);
        for (int i = 0; i < 20; i++)
        {
            rows[i * Signals] = 0.1f;
        }
        float[] expected = Score(weights, rows, [1, 1, .. new float[2 * Signals]]);
        weights[0] = 1000;
        Assert.Equal(expected, Score(weights, rows, [1, 1, .. Gaussian(3, 2 * Signals)]));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.2)]
    public void With_a_weight_on_margin_alone_it_is_margin_sampling(double share)
    {
        LearnedPolicy policy = Policy(new Selector(share), [-1, 0, 0, 0, 0, 0, 0, 0, 0]);
        var runner = new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget: 40));
        for (int number = 0; number < 40; number++)
        {
            Problem problem = RandomProblems.Draw(number);
            double[] margin = runner.Run(problem, new SignalStrategy("margin", new MarginSignal()), 1).Scores;
            Assert.Equal(margin, runner.Run(problem, policy, 1).Scores);
        }
    }

    [Fact]
    public void The_order_of_candidates_changes_no_choice()
    {
        LearnedPolicy policy = Policy(new Selector(0.3), Gaussian(4, 9), Gaussian(5, 9));
        for (ulong seed = 0; seed < 50; seed++)
        {
            Observation observation = SamplePolicy.Observe(policy.SignalList, 90, seed);
            int[] order = new Pcg64(seed).Permutation(90);
            Observation permuted = observation.Permuted(order);
            float[] scores = Score(policy, observation);
            Assert.Equal(order.Select(i => scores[i]), Score(policy, permuted));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Written_and_read_back_it_scores_the_same(int ensemble)
    {
        PolicyDocument document = SamplePolicy.Document(new PolicySelector(0.5, Ensemble: ensemble)) with { Network = Shape };
        var file = new TensorFile();
        float[][] members = [.. Enumerable.Range(0, ensemble).Select(member => Gaussian((ulong)member, Signals * (1 + State)))];
        for (int member = 0; member < ensemble; member++)
        {
            file.Add(document.Selector.Prefix(member) + NetworkShape.GateName, members[member], Signals, 1 + State);
        }
        PolicyWriter.Save(_folder, document, file, Known.Parts);
        Observation observation = SamplePolicy.Observe(SamplePolicy.SignalList, 70);
        Assert.Equal(
            Score(Policy(document.Selector.ToSelector(Known.Parts), members), observation), Score(PolicyReader.Load(_folder, Known.Parts), observation));
        Assert.Contains("\"hidden\": []", File.ReadAllText(Path.Combine(_folder, "policy.json")), StringComparison.Ordinal);
        Assert.Contains(
            "| network | gated linear: 3 signals x (1 + 2 state values) (9 weights) |", File.ReadAllText(Path.Combine(_folder, "CARD.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_shows_every_weight_by_signal_and_state_and_how_the_shortlist_shrinks()
    {
        PolicyDocument document = SamplePolicy.Document(new PolicySelector(0.5, ShortlistFloor: 0.1)) with { Network = Shape };
        var file = new TensorFile();
        file.Add(NetworkShape.GateName, [1, 0.25f, -0.125f, 0, -2, 3, 0.001f, 4, 5], 3, 3);
        string card = PolicyCard.Write(document, file);
        Assert.Contains(
            "| signal | weight | with budget-used | with pool-entropy |\n|---|---|---|---|\n| margin | +1.00 | +0.25 | -0.13 |\n| density | 0.00 | -2.00 | "
                + "+3.00 |\n| leverage | 0.00 | +4.00 | +5.00 |\n",
            card, StringComparison.Ordinal);
        Assert.Contains(
            "of the 50 % with the best margin at one label a class, of fewer as labels come, down to 10 %, the best score wins", card,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_size_are_refused()
    {
        var file = new TensorFile();
        file.Add(NetworkShape.GateName, new float[12], 3, 4);
        Assert.Contains(
            "'gate.weight' has shape [3, 4]; needs [3, 3]", Assert.Throws<InvalidInputException>(() => IScoringNetwork.Create(Shape, file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_signals_speak_for_a_candidate_adds_up_to_the_difference_of_its_score()
    {
        float[] weights = Gaussian(6, 9);
        LearnedPolicy policy = Policy(new Selector(), weights);
        Observation observation = SamplePolicy.Observe(policy.SignalList, 50);
        float[] scores = Score(policy, observation);
        int own = VectorMath.ArgMax([.. observation.Column("margin").ToArray().Select(margin => -margin)]);
        for (int candidate = 0; candidate < 50; candidate++)
        {
            float[] contrast = policy.Contrast(observation, candidate);
            Assert.Equal(scores[candidate] - scores[own], contrast.Sum(), 1e-4);
        }
    }

    private static float[] Score(float[] weights, float[] rows, float[] context)
    {
        var network = new GatedLinearNetwork(Shape);
        network.Load(weights);
        float[] scores = new float[rows.Length / Signals];
        network.Clone().Score(rows, context, scores);
        return scores;
    }

    private static float[] Score(LearnedPolicy policy, Observation observation)
    {
        float[] scores = new float[observation.Count];
        policy.Score(observation, scores);
        return scores;
    }

    private static LearnedPolicy Policy(Selector selector, params float[][] members)
    {
        GatedLinearNetwork[] networks = [.. members.Select(_ => new GatedLinearNetwork(Shape))];
        for (int i = 0; i < members.Length; i++)
        {
            networks[i].Load(members[i]);
        }
        return new LearnedPolicy("gated", SamplePolicy.SignalList, Normalisation.Identity(Signals, Shape.Context), selector, networks);
    }

    private static float[] Gaussian(ulong seed, int count)
    {
        var draws = new Pcg64(seed, "gaussian");
        return [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextGaussian())];
    }
}
