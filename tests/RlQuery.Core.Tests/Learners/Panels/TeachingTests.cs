using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Panels;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Panels;

public sealed class TeachingTests
{
    public static TheoryData<Teaching> Both => [Teaching.CoTraining, Teaching.TriTraining];

    private static readonly ProblemOptions Halves = new(ClassificationTask.Instance, new SplitOptions(), 4);

    [Theory]
    [MemberData(nameof(Both))]
    public void Where_views_are_independent_given_the_class_teaching_helps_on_average(Teaching teaching)
    {
        // The setting of Blum and Mitchell's theorem; each view alone learns slowly.
        double gain = Enumerable.Range(0, 30).Average(seed =>
        {
            Problem problem = Halves.Create(Views.Independent(600, (ulong)seed, views: 3, features: 20, distance: 0.9), (ulong)seed);
            return Accuracy(teaching, problem) - Accuracy(Teaching.None, problem);
        });
        Assert.InRange(gain, 0.005, 1);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void With_one_view_nothing_is_taught(Teaching teaching)
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        int[] rows = [.. Enumerable.Range(0, 15)];
        Assert.Equal(Predict(Teaching.None, problem, rows), Predict(teaching, problem, rows));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_fit_is_a_function_of_the_answers_alone(Teaching teaching)
    {
        Problem problem = Taught();
        int[] rows = [.. Enumerable.Range(0, 20)];
        float[] expected = Predict(teaching, problem, rows);
        ILearner learner = new PanelFactory(teaching).Create();
        learner.Start(problem);
        for (int n = 8; n <= rows.Length; n += 4)
        {
            Fit(learner, problem, rows[..n]);
        }
        Assert.All(expected.Zip(Predictions(learner, problem)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        learner.Start(problem);
        Fit(learner, problem, rows);
        Assert.Equal(expected, Predictions(learner, problem));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void The_order_of_the_pool_changes_nothing(Teaching teaching)
    {
        Problem problem = Taught();
        int[] order = new Pcg64(2, "order").Permutation(problem.Items.Count);
        Items permuted = Views.Permuted(problem, order);
        int[] rows = [.. Enumerable.Range(0, 12)];
        ILearner learner = new PanelFactory(teaching).Create();
        learner.Start(permuted, problem.Units[0]);
        learner.Fit([.. rows.Select(row => Array.IndexOf(order, row))], [.. rows.Select(row => problem.PoolLabels[row])], []);
        Assert.Equal(Predict(teaching, problem, rows), Predictions(learner, problem));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void It_is_taught_without_a_look_at_an_answer_that_was_not_asked_for(Teaching teaching)
    {
        Problem problem = Taught();
        int[] rows = [.. Enumerable.Range(0, 20)];
        // Every other answer is turned around: what a learner was not told cannot matter.
        int[] lies = [.. problem.PoolLabels.Select((label, item) => rows.Contains(item) ? label : 1 - label)];
        Problem lying = ProblemParts.OfClasses(problem.Items, problem.Classes, lies, problem.Test, problem.TestLabels, problem.Start);
        Assert.Equal(Predict(teaching, problem, rows), Predict(teaching, lying, rows));
        Assert.NotEqual(Predict(Teaching.None, problem, rows), Predict(teaching, problem, rows));
    }

    [Fact]
    public void A_wrong_lesson_is_gone_when_a_person_answers_the_item()
    {
        // Both other heads are sure that item 1 is of class 0; the person says 1.
        var beliefs = new Beliefs([0, 1], 2, [[0.5f, 0.5f, 0.5f, 0.5f], [0.95f, 0.05f, 0.9f, 0.1f], [0.9f, 0.1f, 0.9f, 0.1f]]);
        var tested = new Beliefs([5, 6, 7, 8], 2, [.. Enumerable.Repeat<float[]>([1, 0, 1, 0, 0, 1, 0, 1], 3)]);
        var lessons = new Lessons();
        TriTraining.Choose(beliefs, tested, [0, 0, 1, 1], labels: 4, pupil: 0, lessons);
        Assert.Equal([0, 1], lessons.Items);
        Assert.Equal([0, 0], lessons.Classes);

        Problem problem = Taught();
        var sample = new PanelSample();
        sample.Start(problem.Items);
        int item = sample.Without([])[0];
        Assert.DoesNotContain(item, sample.Without([item]));
        var answers = new LabelledItems([0, 1, 2, 3, item], [0, 1, 0, 1, 1], [1, 1, 1, 1, 1]);
        (PanelHead answered, PanelHead before) = (new PanelHead(), new PanelHead());
        foreach (PanelHead head in new[] { answered, before })
        {
            head.Start(problem.Items, problem.Items.Views[0], problem.Units[0]);
        }
        lessons.Clear();
        lessons.Add(item, 0, 1);
        before.Fit(answers.Items.AsSpan(0, 4), answers.Classes[..4], []);
        before.Learn(answers.At([0, 1, 2, 3]), lessons);
        Assert.True(before.Predict([item])[0] > 0.5);
        before.Fit(answers.Items, answers.Classes, []);
        answered.Fit(answers.Items, answers.Classes, []);
        Assert.All(answered.Predict([item]).Zip(before.Predict([item])), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_head_vetoes_what_it_is_sure_is_of_another_class()
    {
        var lessons = new Lessons();
        CoTraining.Choose(new Beliefs([4, 9], 2, [[0.5f, 0.5f, 0.01f, 0.99f], [0.99f, 0.01f, 0.99f, 0.01f]]), pupil: 0, most: 4, lessons);
        Assert.Equal([4], lessons.Items);
    }

    [Theory]
    [InlineData(0, 10, 50, true)]
    [InlineData(0.24, 10, 1, true)]
    [InlineData(0.26, 10, 1, false)]
    [InlineData(0.4, 10, 100, false)]
    [InlineData(0.4, 10, 400, true)]
    [InlineData(0.5, 10, 1000, false)]
    public void Lessons_are_worth_their_noise_as_Angluin_and_Laird_bound_it(double error, int labels, int lessons, bool expected) =>
        Assert.Equal(expected, TriTraining.IsWorthIt(error, labels, lessons));

    [Fact]
    public void The_error_counts_answers_on_which_all_others_agree()
    {
        var tested = new Beliefs([0, 1, 2], 2, [[0, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 0], [0.6f, 0.4f, 0.6f, 0.4f, 0.4f, 0.6f]]);
        // The two others agree on the first two items, and are wrong about the second.
        Assert.Equal(2 / 4.0, TriTraining.Error(tested, [0, 1, 0], pupil: 0));
    }

    private static Problem Taught() => Halves.Create(Views.Independent(300, seed: 11, views: 3, features: 12), seed: 3);

    private static double Accuracy(Teaching teaching, Problem problem)
    {
        float[] p = Predict(teaching, problem, problem.Start, problem.Test);
        int right = Enumerable.Range(0, problem.Test.Rows).Count(row => VectorMath.ArgMax(p.AsSpan(row * 2, 2)) == problem.TestLabels[row]);
        return right / (double)problem.Test.Rows;
    }

    private static float[] Predict(Teaching teaching, Problem problem, int[] rows, FeatureMatrix? features = null)
    {
        ILearner learner = new PanelFactory(teaching).Create();
        learner.Start(problem);
        Fit(learner, problem, rows);
        return Predictions(learner, problem, features);
    }

    private static void Fit(ILearner learner, Problem problem, int[] rows) => learner.Fit(rows, [.. rows.Select(row => problem.PoolLabels[row])], []);

    private static float[] Predictions(ILearner learner, Problem problem, FeatureMatrix? features = null)
    {
        features ??= problem.Test;
        float[] probabilities = new float[features.Rows * problem.Classes];
        learner.Predict(features, probabilities);
        return probabilities;
    }
}
