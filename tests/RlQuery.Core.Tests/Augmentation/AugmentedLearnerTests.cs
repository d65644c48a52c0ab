using RlQuery.Core.Augmentation.Features;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Bayes;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Learners;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Augmentation;

public sealed class AugmentedLearnerContractTests()
    : LearnerContract(new AugmentedLearnerFactory(new NaiveBayesFactory(), new FeatureAugmentation { PerClass = 12, Weight = 0.5 }));

public sealed class AugmentedLearnerTests
{
    private static readonly int[] Rows = [0, 3, 1, 4, 7, 10, 13, 16, 2];

    [Theory]
    [InlineData("smote")]
    [InlineData("mixup")]
    [InlineData("copula")]
    [InlineData("copies")]
    public void Made_rows_stand_apart_and_lie_within_the_labelled_rows_of_their_class(string method)
    {
        Problem problem = Problems.Blobs(classes: 3);
        Seen seen = Fit(problem, new FeatureAugmentation { Method = method, PerClass = 10, Weight = 0.25 });
        Assert.NotSame(problem.Items, seen.Items);
        Assert.Equal(60, problem.Items.Count);
        Assert.Equal(Rows.Order().Select(row => problem.PoolLabels[row]), seen.Labels[..9]);
        Assert.All(seen.Weights[..9], weight => Assert.Equal(1, weight));
        Assert.All(seen.Weights[9..], weight => Assert.Equal(0.25, weight));
        // Class 0 has two labels, class 1 six, and class 2 one, of which nothing is made.
        Assert.Equal([1, 10, 10], seen.Labels.CountBy(label => label).Select(count => count.Value).Order());
        for (int i = 9; i < seen.Labels.Length; i++)
        {
            int[] own = [.. Rows.Where(row => problem.PoolLabels[row] == seen.Labels[i])];
            for (int j = 0; j < 3; j++)
            {
                float[] values = [.. own.Select(row => problem.PoolFeatures.Row(row)[j])];
                Assert.InRange(seen.Items.Features.Row(i)[j], values.Min() - 1e-6f, values.Max() + 1e-6f);
            }
        }
    }

    [Fact]
    public void Rows_whose_answers_were_not_asked_for_change_no_made_row()
    {
        Problem problem = Problems.Blobs(classes: 3);
        float[] values = problem.PoolFeatures.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += Rows.Contains(i / 3) ? 0 : 5;
        }
        var other = new Items("other", problem.Items.DataHash, new FeatureMatrix(values, 60, 3), problem.Items.Rows, problem.Items.Origin);
        var settings = new FeatureAugmentation { PerClass = 10, Made = 2 };
        Assert.Equal(Fit(problem, settings).Items.Features.Values.ToArray(), Fit(problem, settings, other).Items.Features.Values.ToArray());
    }

    [Fact]
    public void Where_no_row_is_made_the_learner_is_the_plain_one()
    {
        Problem problem = Problems.Blobs(classes: 3);
        Assert.Same(problem.Items, Fit(problem, new FeatureAugmentation { PerClass = 2 }, rows: [0, 3, 4, 5]).Items);
    }

    [Fact]
    public void Without_a_number_classes_are_filled_up_to_the_largest()
    {
        Seen seen = Fit(Problems.Blobs(classes: 3), new FeatureAugmentation());
        Assert.Equal([1, 6, 6], seen.Labels.CountBy(label => label).Select(count => count.Value).Order());
    }

    [Fact]
    public void Of_three_times_as_many_the_best_are_used()
    {
        Problem problem = Problems.Blobs(classes: 2, spread: 4);
        int[] rows = [.. Enumerable.Range(0, 20)];
        double Agreement(int made)
        {
            Seen seen = Fit(problem, new FeatureAugmentation { PerClass = 30, Made = made }, rows: rows);
            var judge = new LogisticRegression();
            judge.Start(problem.Items, problem.Units[0]);
            judge.Fit(rows, rows.Select(row => problem.PoolLabels[row]).ToArray(), []);
            float[] p = new float[seen.Labels.Length * 2];
            judge.Predict(seen.Items.Features, p);
            return Enumerable.Range(20, 40).Average(i => p[(i * 2) + seen.Labels[i]]);
        }
        Assert.True(Agreement(3) > Agreement(1) + 0.05);
    }

    private static Seen Fit(Problem problem, FeatureAugmentation settings, Items? items = null, int[]? rows = null)
    {
        rows ??= Rows;
        var seen = new Seen();
        var learner = new AugmentedLearnerFactory(seen, settings).Create();
        learner.Start(items ?? problem.Items, problem.Units[0]);
        learner.Fit(rows, rows.Select(row => problem.PoolLabels[row]).ToArray(), []);
        return seen;
    }

    // What an inner learner is given.
    private sealed class Seen : ILearnerFactory, ILearner
    {
        public string Name => "seen";

        public string Description => "remembers what it is given";

        public Items Items { get; private set; } = null!;

        public int[] Labels { get; private set; } = [];

        public double[] Weights { get; private set; } = [];

        public ILearner Create() => this;

        public void Start(Items items, AnswerSpace space) => Items = items;

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights) =>
            (Labels, Weights) = (answers.Classes.ToArray(), weights.ToArray());

        public void Predict(FeatureMatrix features, Prediction prediction)
        {
        }
    }
}
