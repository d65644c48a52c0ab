using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Routing;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Environments.Routing;

namespace RlQuery.Core.Tests.Learners.Routing;

public sealed class RoutedLearnerTests
{
    [Fact]
    public void An_annotator_that_is_always_wrong_is_found_out_and_one_that_is_always_right_too()
    {
        AnnotatorDefinition[] panel =
        [
            new() { Name = "wrong", Price = 0.1, Accuracy = [0, 0] },
            new() { Name = "right", Price = 0.2, Accuracy = [1, 1] },
            new() { Name = "usual", Price = 0.3, Accuracy = [0.8, 0.8] },
        ];
        Problem problem = RoutedBlobs.Create(panel, pool: 60);
        (Episode _, List<int> asked) = RoutedBlobs.Play(problem, Known.Parts.Find<IQueryStrategy>("ask-until-agreed"));
        RoutedLearner learner = Fitted(problem, asked);
        double Right(int annotator) => Enumerable.Range(0, 3).Average(k => learner.Beliefs.Confusion(annotator, k, k));
        Assert.True(Right(0) < 0.15, $"{Right(0)}");
        Assert.True(Right(1) > 0.9, $"{Right(1)}");
        Assert.InRange(Right(2), 0.6, 0.95);
    }

    [Fact]
    public void It_learns_each_row_once_by_its_likeliest_class_with_the_weight_of_its_probability()
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed);
        Routes routes = problem.Items.Routes!;
        (_, List<int> asked) = RoutedBlobs.Play(problem, Known.Parts.Find<IQueryStrategy>("answer-value"));
        RoutedLearner routed = Fitted(problem, asked);
        int[] rows = [.. routed.Beliefs.Rows];
        Assert.Equal(rows.Length, rows.Distinct().Count());
        int[] labels = [.. rows.Select(row => Likeliest(routed.Beliefs.Of(row)))];
        double[] weights = [.. rows.Select((row, i) => routed.Beliefs.Of(row)[labels[i]])];
        Assert.Contains(weights, weight => weight < 0.99);
        var alone = new LogisticRegression();
        alone.Start(routes.Rows, problem.Units[0]);
        alone.Fit(rows, labels, weights);
        float[] expected = new float[problem.Judge.Features.Rows * 3], actual = new float[expected.Length];
        alone.Predict(problem.Judge.Features, expected);
        routed.Predict(problem.Judge.Features, actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        float[] pool = new float[problem.Items.Count * 3], ofRows = new float[routes.Rows.Count * 3];
        routed.Predict(problem.Items.Features, pool);
        routed.Predict(routes.Rows.Features, ofRows);
        Assert.All(Enumerable.Range(0, problem.Items.Count), item => Assert.Equal(ofRows[3 * routes.RowOf(item)], pool[3 * item], 1e-6));
    }

    [Fact]
    public void What_is_known_for_certain_outweighs_what_annotators_say()
    {
        Problem problem = RoutedBlobs.Create([new() { Name = "a", Accuracy = [0, 0] }, new() { Name = "b", Accuracy = [0, 0] }]);
        RoutedLearner learner = Fitted(problem, []);
        for (int item = 0; item < 3; item++)
        {
            Assert.Equal(1, learner.Beliefs.Of(problem.Items.Routes!.RowOf(item))[item]);
        }
    }

    private static RoutedLearner Fitted(Problem problem, IReadOnlyList<int> asked)
    {
        var learner = new RoutedLearner(new LogisticRegression());
        learner.Start(problem.Items, problem.Units[0]);
        int[] items = [.. problem.Start, .. asked];
        double[] answer = new double[1];
        int[] answers = [.. items.Select(item =>
        {
            problem.Oracle.Ask(item, answer);
            return (int)answer[0];
        })];
        learner.Fit(items, answers, []);
        return learner;
    }

    private static int Likeliest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
