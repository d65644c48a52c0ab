using System.Globalization;
using System.Text.RegularExpressions;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>What every signal and every state value guarantees.</summary>
public sealed partial class SignalPropertyTests
{
    private static readonly LogisticRegressionFactory Learner = new();

    // With curvature, and without.
    private static readonly ILearnerFactory[] Learners = [Learner, new RandomForestFactory()];

    // Why a signal may change when all features are multiplied. Pools are standardised, so that this matters little.
    private static readonly Dictionary<string, string> ScaleMatters = new()
    {
        ["density"] = "the similarity 1 / (1 + distance) has a unit",
        ["information-density"] = "the similarity 1 / (1 + distance) has a unit",
        ["expected-gradient-length"] = "the bias counts as a feature of length 1",
        ["leverage"] = "the penalty of the weights has a unit",
        ["expected-error-reduction"] = "the penalty of the weights has a unit",
        ["variance-reduction"] = "the penalty of the weights has a unit",
        ["expected-brier-reduction"] = "the penalty of the weights has a unit",
        ["expected-log-loss-reduction"] = "the penalty of the weights has a unit",
        ["ranked-batch"] = "the similarity 1 / (1 + distance) has a unit",
        ["discriminative"] = "the penalty of the weights has a unit",
        ["hint-margin"] = "machines are solved to within a tolerance",
        ["value-of-information"] = "the penalty of the weights has a unit",
        ["expected-output-change"] = "the penalty of the weights has a unit",
    };

    public static TheoryData<string> Names => [.. Known.SignalsOf(ClassificationTask.Instance).Select(signal => signal.Name)];

    public static TheoryData<string> ScaleFree =>
        [.. Known.SignalsOf(ClassificationTask.Instance).Select(signal => signal.Name).Where(name => !ScaleMatters.ContainsKey(name))];

    // The class of a taken row is not known before its label, and some look at the rows of a batch alone.
    private static readonly string[] OfClassesOrBatches =
        ["class-distance", "class-mean-distance", "badge", "mcpal", "epistemic-uncertainty", "quire", "cluster-margin", "diverse-mini-batch",
            "density-weighted", "hierarchical", "hint-margin", "bandit"];

    public static TheoryData<string> Geometric =>
        [.. Known.SignalsOf(ClassificationTask.Instance)
            .Where(signal => signal.Needs.HasFlag(SignalNeeds.Geometry) && !OfClassesOrBatches.Contains(signal.Name))
            .Select(signal => signal.Name)];

    public static TheoryData<string> States => [.. Known.StatesOf(ClassificationTask.Instance).Select(value => value.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_finite_and_in_the_documented_range(string name)
    {
        (double low, double high) = Range(Find(name).Description);
        ForManyStates(new SignalList([Find(name)], []), (observation, where) =>
        {
            foreach (float value in observation.Column(0))
            {
                Assert.True(value >= low - 1e-5 && value <= high + 1e-5, $"{where}: {value} is outside {low}..{high}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(States))]
    public void State_values_are_finite_and_in_the_documented_range(string name)
    {
        IStateValue state = Known.StatesOf(ClassificationTask.Instance).Single(value => value.Name == name);
        (double low, double high) = Range(state.Description);
        ForManyStates(new SignalList([], [state]), (observation, where) =>
            Assert.True(
                observation.State[0] >= low - 1e-5 && observation.State[0] <= high + 1e-5, $"{where}: {observation.State[0]} is outside {low}..{high}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_pool_permutes_the_values(string name)
    {
        // Rows are all different: of equally near copies, the lower ones count as neighbours. A large pool is compared with a reference sample.
        int[] pools = Find(name).Needs.HasFlag(SignalNeeds.Geometry) ? [60, PoolGeometry.ExactLimit + 1] : [60];
        foreach ((int pool, ILearnerFactory learner) in from pool in pools from learner in Learners select (pool, learner))
        {
            Problem problem = Problems.Blobs(pool: pool, classes: 3, spread: 2.5);
            int[] order = new Pcg64(2, "order").Permutation(pool);
            Dictionary<int, float> expected = Play(learner, problem, row => row);
            Dictionary<int, float> actual = Play(learner, RandomProblems.Permuted(problem, order), row => order[row]);
            foreach ((int row, float value) in expected)
            {
                Assert.Equal(value, actual[row], 1e-5f);
            }
        }

        // Labels six rows, takes one more, and gives the values of the others by their row in the data set.
        Dictionary<int, float> Play(ILearnerFactory learner, Problem problem, Func<int, int> dataRow)
        {
            var episode = new Episode(learner);
            episode.Begin(problem, 40, 5);
            foreach (int row in new[] { 10, 20, 30, 40, 41, 42 })
            {
                episode.Take(Array.IndexOf(problem.PoolRows, row));
            }
            episode.Label();
            episode.Take(Array.IndexOf(problem.PoolRows, 50));
            Observation observation = episode.Observe(new ObservationBuilder(new SignalList([Find(name)], [])));
            return Enumerable.Range(0, observation.Count).ToDictionary(i => dataRow(observation.Rows[i]), i => observation.Column(0)[i]);
        }
    }

    [Theory]
    [MemberData(nameof(ScaleFree))]
    public void The_scale_of_the_features_changes_nothing(string name)
    {
        Problem problem = Problems.Blobs(pool: 80, classes: 3, features: 5, spread: 2.5);
        var draws = new Pcg64(3);
        float[] table = [.. Enumerable.Range(0, 80 * 3).Select(_ => (float)draws.NextGaussian())];
        Probability.Softmax(table, 3);
        float[] expected = SignalProbe.Begin(problem, new TableLearnerFactory(table)).Values(Find(name));
        float[] actual = SignalProbe.Begin(RandomProblems.Scaled(problem, 3), new TableLearnerFactory(table)).Values(Find(name));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(Geometric))]
    public void A_taken_row_counts_as_labelled(string name)
    {
        Problem problem = Problems.Blobs(pool: 50, classes: 3, features: 2);
        float[] table = [.. Enumerable.Repeat(1f / 3, 150)];
        float[] taken = AfterTaking(labels: false);
        Assert.Equal(AfterTaking(labels: true), taken);

        float[] AfterTaking(bool labels)
        {
            var episode = new Episode(new TableLearnerFactory(table));
            episode.Begin(problem, 40, 5);
            foreach (int row in new[] { 7, 19, 30 })
            {
                episode.Take(row);
            }
            if (labels)
            {
                episode.Label();
            }
            return episode.Observe(new ObservationBuilder(new SignalList([Find(name)], []))).Column(0).ToArray();
        }
    }

    [Fact]
    public void A_copy_of_a_taken_row_is_near_and_covered()
    {
        // Rows 2 and 3 are copies; row 2 is taken.
        Problem problem = Problems.Of([0, 1, 8, 8, 20], 1, [0, 1, 0, 1, 0], 2, 0, 1);
        SignalContext context = SignalProbe.Begin(problem, Learner);
        Assert.True(context.Values(new LabelledDistanceSignal())[1] > 0);
        context.Pool.Take(2);
        context.Show(context.Pool.Candidates);
        Assert.Equal(0, context.Values(new LabelledDistanceSignal())[0]);
        Assert.Equal([0f, 1f], context.Values(new CoverageSignal()));
        Assert.Equal([0.75f, 0.75f], context.Values(new LabelledNeighboursSignal()));
    }

    private static ISignal Find(string name) => Known.SignalsOf(ClassificationTask.Instance).Single(signal => signal.Name == name);

    // Looks at the start, within a batch, and until the pool is used up or twelve rows are labelled.
    private static void ForManyStates(SignalList list, Action<Observation, string> check)
    {
        foreach (ILearnerFactory learner in Learners)
        {
            var episode = new Episode(learner);
            var builder = new ObservationBuilder(list);
            for (int number = 0; number < 35; number++)
            {
                Problem problem = RandomProblems.Draw(number);
                var draws = new Pcg64((ulong)number, "choices");
                string where = $"{learner.Name}, problem {number}";
                episode.Begin(problem, 12, (ulong)number);
                check(episode.Observe(builder), $"{where} at the start");
                while (episode.Queries < 12 && !episode.Pool.Candidates.IsEmpty)
                {
                    episode.Take(episode.Pool.Candidates[draws.NextInt(episode.Pool.Candidates.Length)]);
                    if (draws.NextInt(2) == 0)
                    {
                        episode.Label();
                    }
                    check(episode.Observe(builder), $"{where} after {episode.Queries} queries");
                }
            }
        }
    }

    private static (double Low, double High) Range(string description)
    {
        Match match = DocumentedRange().Match(description);
        Assert.True(match.Success, $"'{description}' does not end with a range");
        return (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"in [\[(](-?\d+), (\d+)[\])]$")]
    private static partial Regex DocumentedRange();
}
