using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>The state vector by hand.</summary>
public sealed class StateValueTests
{
    private static readonly SignalList SignalList = new([], Known.StatesOf(ClassificationTask.Instance));

    [Fact]
    public void The_used_budget_grows_from_0_to_1_and_counts_taken_rows()
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(Problems.Blobs(), 4, 1);
        Assert.Equal(0, Value(episode, "budget-used"));
        episode.Take(10);
        Assert.Equal(0.25f, Value(episode, "budget-used"));
        episode.Label();
        Assert.Equal(0.25f, Value(episode, "budget-used"));
        foreach (int row in new[] { 11, 12, 13 })
        {
            episode.Take(row);
        }
        Assert.Equal(1, Value(episode, "budget-used"));
    }

    [Fact]
    public void Labels_are_measured_by_dimensions_and_balance_by_classes()
    {
        // Six features; labels 0, 1, 1 after a query.
        Problem problem = Problems.Blobs(features: 6);
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 4, 1);
        Assert.Equal(2f / 8, Value(episode, "labels-per-dimension"));
        Assert.Equal(1, Value(episode, "class-balance"), 1e-6f);
        episode.Take(3);
        Assert.Equal(1, problem.PoolLabels[3]);
        episode.Label();
        Assert.Equal(3f / 9, Value(episode, "labels-per-dimension"));
        Assert.Equal(((Math.Log(3) / 3) + (2 * Math.Log(1.5) / 3)) / Math.Log(2), Value(episode, "class-balance"), 1e-6);
    }

    [Fact]
    public void Without_labels_or_with_one_class_the_balance_is_0()
    {
        Problem blobs = Problems.Blobs(classes: 3);
        foreach (int[] start in new int[][] { [], [1], [1, 4] })
        {
            var episode = new Episode(new LogisticRegressionFactory());
            episode.Begin(ProblemParts.From(blobs, start), 4, 1);
            Assert.Equal(0, Value(episode, "class-balance"));
        }
    }

    [Fact]
    public void Pool_entropy_is_the_mean_over_candidates_and_its_change_is_0_at_the_start()
    {
        var episode = new Episode(new LogisticRegressionFactory());
        var builder = new ObservationBuilder(new SignalList([new EntropySignal()], Known.StatesOf(ClassificationTask.Instance)));
        episode.Begin(Problems.Blobs(spread: 2.5), 4, 1);
        Observation observation = episode.Observe(builder);
        float first = Mean(observation.Column(0));
        Assert.Equal(first, State(observation, "pool-entropy"), 1e-6f);
        Assert.Equal(0, State(observation, "pool-entropy-change"));
        episode.Take(20);
        episode.Label();
        observation = episode.Observe(builder);
        float second = Mean(observation.Column(0));
        Assert.NotEqual(first, second);
        Assert.Equal(second - first, State(observation, "pool-entropy-change"), 1e-6f);
    }

    [Fact]
    public void Balance_mismatch_is_the_total_variation_between_labels_and_predictions()
    {
        // Labels: 0, 1. Candidates: three predicted as class 0, one as class 2. Shares (1/2, 1/2, 0) against (3/4, 0, 1/4).
        Problem problem = Problems.Of([0, 1, 2, 3, 4, 5], 1, [0, 1, 2, 0, 1, 2], 3, 0, 1);
        float[][] table = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1]];
        var episode = new Episode(new TableLearnerFactory(SignalProbe.Flat(table)));
        episode.Begin(problem, 4, 1);
        Assert.Equal(0.5f, Value(episode, "balance-mismatch"), 1e-6f);
    }

    [Fact]
    public void What_is_left_of_the_budget_and_the_shape_of_the_data_are_told_without_scale()
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(Problems.Blobs(features: 5, classes: 4), 30, 1);
        Assert.Equal(30f / 50, Value(episode, "budget-left"), 1e-6f);
        Assert.Equal(4f / 44, Value(episode, "labels-per-class"), 1e-6f);
        Assert.Equal(0.5f, Value(episode, "class-count"));
        Assert.Equal(5f / 25, Value(episode, "dimension-count"), 1e-6f);
        episode.Take(10);
        Assert.Equal(29f / 49, Value(episode, "budget-left"), 1e-6f);
        Assert.Equal(5f / 45, Value(episode, "labels-per-class"), 1e-6f);
    }

    [Fact]
    public void Classes_with_a_single_label_tell_how_much_is_unseen()
    {
        Problem blobs = Problems.Blobs(classes: 4);
        // Labels 0, 0, 1, 2: two classes of a single label among four labels.
        foreach ((int[] start, float expected) in new (int[], float)[] { ([], 1), ([0], 1), ([0, 4, 1, 2], 0.5f), ([0, 4, 1, 5], 0) })
        {
            var episode = new Episode(new LogisticRegressionFactory());
            episode.Begin(ProblemParts.From(blobs, start), 4, 1);
            Assert.Equal(expected, Value(episode, "unseen-classes"));
        }
    }

    [Fact]
    public void Leaving_a_row_out_by_one_step_comes_close_to_leaving_it_out()
    {
        foreach (int classes in new[] { 2, 3 })
        {
            Problem blobs = Problems.Blobs(classes: classes, spread: 2);
            int[] start = [.. Enumerable.Range(0, 24)];
            Episode whole = Begin(blobs, start);
            double exact = start.Average(left => Refitted(blobs, [.. start.Where(row => row != left)])[(left * classes) + blobs.PoolLabels[left]]);
            double fitted = Value(whole, "labelled-confidence");
            double step = Value(whole, "leave-one-out-confidence");
            // One Newton step overshoots a little where the loss flattens out.
            Assert.InRange(step, exact - 0.05, exact + 0.01);
            Assert.True(fitted - exact > 2 * Math.Abs(step - exact), $"on its own rows {fitted}, by one step {step}, left out {exact}");
        }
    }

    [Fact]
    public void Labels_agree_with_their_nearest_where_classes_lie_apart()
    {
        Problem apart = Problems.Of([0, 1, 2, 50, 51, 52], 1, [0, 0, 0, 1, 1, 1], 2, 0, 1, 3, 4);
        Problem mixed = Problems.Of([0, 1, 2, 50, 51, 52], 1, [0, 1, 0, 1, 0, 1], 2, 0, 1, 3, 4);
        Assert.Equal(1, Value(Begin(apart, apart.Start), "nearest-label-agreement"));
        Assert.Equal(0, Value(Begin(mixed, mixed.Start), "nearest-label-agreement"));
    }

    private static Episode Begin(Problem problem, int[] start)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(ProblemParts.From(problem, start), 4, 1);
        return episode;
    }

    private static float[] Refitted(Problem problem, int[] rows)
    {
        ILearner learner = new LogisticRegressionFactory().Create();
        learner.Start(problem);
        learner.Fit(rows, [.. rows.Select(row => problem.PoolLabels[row])], []);
        float[] probabilities = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, probabilities);
        return probabilities;
    }

    private static float Value(Episode episode, string name) => State(episode.Observe(new ObservationBuilder(SignalList)), name);

    private static float State(Observation observation, string name) => observation.State[observation.SignalList.StateNames.ToList().IndexOf(name)];

    private static float Mean(ReadOnlySpan<float> values) => values.ToArray().Average();
}
