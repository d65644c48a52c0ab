using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Policies.Onnx;

public sealed class OnnxPolicyTests
{
    // Scores are in standard deviations; the 32-bit sums of managed code leave about this much of them open.
    private const double Tolerance = 2e-5;

    private static readonly int[] Sizes = [1, 2, 3, 7, 40, 97, 300];

    public static TheoryData<string> Shipped =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "policies")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static TheoryData<int[], string, double, double?, double, int> Shapes => new()
    {
        { [], "margin", 1, null, 0, 1 },
        { [], "margin", 0.25, 0.05, 0.5, 3 },
        { [], "entropy", 0.5, null, 0.2, 2 },
        { [16, 8], "margin", 1, null, 0, 1 },
        { [24, 24], "density", 0.3, 0.1, 0.3, 3 },
        { [5], "information-density", 0.7, null, 1, 1 },
        { [64, 33, 17], "margin", 0.001, null, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_policy_chooses_in_ONNX_Runtime_as_it_does_here(string name)
    {
        string folder = Path.Combine(Repository.Root, "policies", name);
        (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(folder, Known.Parts);
        Compare(PolicyReader.Load(folder, Known.Parts), OnnxPolicy.Model(document, weights, Known.Parts), 1500);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_random_policy_of_any_shape_chooses_in_ONNX_Runtime_as_it_does_here(
        int[] hidden, string signal, double share, double? floor, double threshold, int ensemble)
    {
        PolicyDocument document = OnnxSamples.Document(hidden, new PolicySelector(share, signal, threshold, ensemble, floor));
        for (ulong seed = 0; seed < 3; seed++)
        {
            TensorFile weights = OnnxSamples.Weights(document, seed);
            Compare(OnnxSamples.Policy(document, weights), OnnxPolicy.Model(document, weights, Known.Parts), 200);
        }
    }

    [Fact]
    public void A_pool_of_a_hundred_thousand_candidates_is_scored_at_once()
    {
        foreach (string name in new[] { "general", "quickstart" })
        {
            string folder = Path.Combine(Repository.Root, "policies", name);
            LearnedPolicy policy = PolicyReader.Load(folder, Known.Parts);
            (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(folder, Known.Parts);
            using var run = new OnnxRun(OnnxPolicy.Model(document, weights, Known.Parts));
            AssertSame(policy, run, OnnxSamples.Observe(policy.SignalList, 100_000, OnnxSamples.Kind.Continuous, 3));
        }
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_chosen()
    {
        foreach (int[] hidden in new int[][] { [], [16, 8] })
        {
            PolicyDocument document = OnnxSamples.Document(hidden, new PolicySelector(Ensemble: 2));
            TensorFile weights = OnnxSamples.Weights(document, 4);
            LearnedPolicy policy = OnnxSamples.Policy(document, weights);
            using var run = new OnnxRun(OnnxPolicy.Model(document, weights, Known.Parts));
            Observation observation = OnnxSamples.Observe(policy.SignalList, 211, OnnxSamples.Kind.Equal, 8);
            Assert.Equal(0, run.Score(observation).Choice);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gated_network_with_hidden_layers_chooses_as_in_managed_code(bool hasState)
    {
        PolicyDocument document = OnnxSamples.Document([16, 8], new PolicySelector(0.5, Ensemble: 2), state: hasState ? null : [], gated: true);
        TensorFile weights = OnnxSamples.Weights(document, 6);
        Compare(OnnxSamples.Policy(document, weights), OnnxPolicy.Model(document, weights, Known.Parts), 60);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(15, 1, true)]
    [InlineData(40, 3, true)]
    public void A_decision_tree_chooses_as_in_managed_code(int leaves, int ensemble, bool hasState)
    {
        PolicyDocument document = OnnxSamples.Document([], new PolicySelector(0.5, Ensemble: ensemble), state: hasState ? null : []);
        document = document with { Network = document.Network with { Leaves = leaves } };
        for (ulong seed = 0; seed < 5; seed++)
        {
            var weights = new TensorFile();
            var draws = new Pcg64(seed);
            for (int member = 0; member < ensemble; member++)
            {
                ScoringTree.Draw(document.Network, draws).Write(weights, document.Selector.Prefix(member));
            }
            Compare(OnnxSamples.Policy(document, weights), OnnxPolicy.Model(document, weights, Known.Parts), 100);
        }
    }

    [Fact]
    public void A_policy_without_state_values_takes_signals_alone()
    {
        PolicyDocument document = OnnxSamples.Document([], new PolicySelector(0.5), state: []);
        TensorFile weights = OnnxSamples.Weights(document, 1);
        using var run = new OnnxRun(OnnxPolicy.Model(document, weights, Known.Parts));
        Assert.Equal(["signals"], run.Inputs);
        AssertSame(
            OnnxSamples.Policy(document, weights), run,
            OnnxSamples.Observe(OnnxSamples.Policy(document, weights).SignalList, 30, OnnxSamples.Kind.Continuous, 1));
    }

    [Fact]
    public void A_model_says_what_its_inputs_are_and_where_it_comes_from()
    {
        string folder = Path.Combine(Repository.Root, "policies", "general");
        (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(folder, Known.Parts);
        using var run = new OnnxRun(OnnxPolicy.Model(document, weights, Known.Parts));
        LearnedPolicy policy = PolicyReader.Load(folder, Known.Parts);
        Assert.Equal(string.Join(',', policy.SignalList.SignalNames), run.Metadata["rlquery.signals"]);
        Assert.Equal(string.Join(',', policy.SignalList.StateNames), run.Metadata["rlquery.state"]);
        Assert.Equal(document.Signals.Hash, run.Metadata["rlquery.schema_hash"]);
        Assert.Equal(document.Version, run.Metadata["rlquery.version"]);
        Assert.Equal(document.Weights, run.Metadata["rlquery.weights_sha256"]);
    }

    [Fact]
    public void The_same_policy_gives_the_same_bytes()
    {
        (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(Path.Combine(Repository.Root, "policies", "dqn"), Known.Parts);
        Assert.Equal(OnnxPolicy.Model(document, weights, Known.Parts), OnnxPolicy.Model(document, weights, Known.Parts));
    }

    private static void Compare(LearnedPolicy policy, byte[] model, int observations)
    {
        using var run = new OnnxRun(model);
        int different = 0;
        for (int i = 0; i < observations; i++)
        {
            var kind = (OnnxSamples.Kind)(i % OnnxSamples.Kinds);
            int choice = AssertSame(policy, run, OnnxSamples.Observe(policy.SignalList, Sizes[i / OnnxSamples.Kinds % Sizes.Length], kind, (ulong)i));
            different += choice > 0 ? 1 : 0;
        }
        Assert.InRange(different, observations / 10, observations);
    }

    private static int AssertSame(LearnedPolicy policy, OnnxRun run, Observation observation)
    {
        float[] expected = new float[observation.Count];
        policy.Score(observation, expected);
        (float[] scores, int choice) = run.Score(observation);
        Assert.Equal(VectorMath.ArgMax(scores), choice);
        Assert.Equal(QueryChoice.Best(expected, observation.Rows), choice);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - scores[i]) <= Tolerance * (1 + Math.Abs(expected[i])), $"candidate {i}: {scores[i]}, not {expected[i]}");
        }
        return choice;
    }
}
