using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Trees;

public sealed class RandomForestTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public void A_refit_equals_a_fit_from_scratch(int classes, bool weighted)
    {
        Problem problem = Problems.Blobs(pool: 200, classes: classes, features: 6, spread: 3);
        int[] rows = [.. Enumerable.Range(0, 150)];
        double[] weights = weighted ? [.. rows.Select(i => 0.1 + (i % 4))] : [];
        float[] cold = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 150), weights));
        float[] warm = Predict(problem, learner =>
        {
            for (int n = 0; n <= 150; n++)
            {
                learner.Fit(rows.AsSpan(0, n), problem.PoolLabels.AsSpan(0, n), weighted ? weights.AsSpan(0, n) : []);
            }
        });
        Assert.Equal(cold, warm);
    }

    [Fact]
    public void Labels_rows_and_weights_that_change_are_fitted_afresh()
    {
        Problem problem = Problems.Blobs(spread: 2);
        int[] rows = [.. Enumerable.Range(0, 20)];
        int[] turned = [.. rows.Select(row => 1 - problem.PoolLabels[row])];
        double[] weights = [.. rows.Select(i => 1.0 + i)];
        float[] cold = Predict(problem, learner => learner.Fit(rows, turned, weights));
        float[] after = Predict(problem, learner =>
        {
            learner.Fit(rows, problem.PoolLabels.AsSpan(0, 20), []);
            learner.Fit([.. rows.Reverse()], [.. turned.Reverse()], weights);
            learner.Fit([.. rows, 30], [.. turned, 1], []);
            learner.Fit(rows, turned, weights);
        });
        Assert.Equal(cold, after);
    }

    [Fact]
    public void The_order_of_the_pool_changes_no_bit()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        int[] order = new Pcg64(2, "order").Permutation(60);
        Problem permuted = RandomProblems.Permuted(problem, order);
        int[] rows = [.. Enumerable.Range(0, 25)];
        float[] expected = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 25), []));
        float[] actual = Predict(permuted, learner => learner.Fit([.. rows.Select(row => Array.IndexOf(order, row))], problem.PoolLabels.AsSpan(0, 25), []));
        Assert.Equal(expected, Enumerable.Range(0, 60).SelectMany(row => actual.AsSpan(Array.IndexOf(order, row) * 3, 3).ToArray()));
    }

    [Fact]
    public void Another_start_draws_another_forest()
    {
        Problem problem = Problems.Blobs(spread: 3);
        var other = ProblemParts.From(problem, [5, 6]);
        int[] rows = [.. Enumerable.Range(0, 25)];
        Assert.NotEqual(
            Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 25), [])),
            Predict(other, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 25), [])));
    }

    [Fact]
    public void Without_labels_or_weights_every_class_is_as_likely()
    {
        Problem problem = Problems.Blobs(classes: 4);
        Assert.All(Predict(problem, _ => { }), p => Assert.Equal(0.25f, p));
        Assert.All(Predict(problem, learner => learner.Fit([], [], [])), p => Assert.Equal(0.25f, p));
        Assert.All(Predict(problem, learner => learner.Fit([0, 1], [0, 1], [0, 0])), p => Assert.Equal(0.25f, p));
    }

    [Fact]
    public void One_class_is_certain_when_it_alone_has_labels_of_weight()
    {
        Problem problem = Problems.Blobs(classes: 3);
        float[][] predicted =
            [Predict(problem, learner => learner.Fit([1], [1], [])), Predict(problem, learner => learner.Fit([0, 1, 4], [0, 1, 1], [0, 1, 2]))];
        foreach (float[] p in predicted)
        {
            Assert.All(Enumerable.Range(0, p.Length), i => Assert.Equal(i % 3 == 1 ? 1f : 0f, p[i]));
        }
    }

    [Fact]
    public void Rows_sum_to_one_and_a_class_without_labels_has_probability_zero()
    {
        for (int number = 0; number < 70; number++)
        {
            Problem problem = RandomProblems.Draw(number);
            int[] labels = [.. problem.Start.Select(row => problem.PoolLabels[row])];
            double[] weights = number % 2 == 0 ? [] : [.. problem.Start.Select(row => (row % 3) * 0.7)];
            float[] p = Predict(problem, learner => learner.Fit(problem.Start, labels, weights));
            int[] present = [.. labels.Where((_, i) => weights.Length == 0 || weights[i] > 0).Distinct()];
            for (int i = 0; i < p.Length; i++)
            {
                Assert.InRange(p[i], 0f, 1f);
                Assert.True(present.Length == 0 || present.Contains(i % problem.Classes) || p[i] == 0, $"problem {number}");
            }
            Assert.All(p.Chunk(problem.Classes), row => Assert.Equal(1f, row.Sum(), 1e-5f));
        }
    }

    [Fact]
    public void Rows_that_nothing_tells_apart_have_their_classes_shares()
    {
        Problem problem = Problems.Of(new float[80], 2, [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 1 : 0)], 2);
        float[] p = Predict(problem, learner => learner.Fit([.. Enumerable.Range(0, 40)], problem.PoolLabels, []));
        Assert.All(p.Chunk(2), row => Assert.Equal(0.25f, row[1], 0.03f));
    }

    [Fact]
    public void The_test_part_and_any_other_matrix_are_predicted_like_the_pool()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        var same = ProblemParts.OfClasses(
            problem.Items, problem.Classes, problem.PoolLabels, new FeatureMatrix(problem.PoolFeatures.Values.ToArray(), 60, 3), problem.PoolLabels,
            problem.Start);
        FeatureMatrix[] matrices =
            [same.PoolFeatures, same.Test, new FeatureMatrix(problem.PoolFeatures.Values.ToArray(), 60, 3), new FeatureMatrix(problem.PoolFeatures.Values[..21]
                .ToArray(), 7, 3)];
        var learner = new RandomForest();
        learner.Start(same);
        for (int n = 6; n <= 30; n += 6)
        {
            learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
            float[][] predicted = [.. matrices.Select(matrix =>
            {
                float[] p = new float[matrix.Rows * 3];
                learner.Predict(matrix, p);
                return p;
            })];
            Assert.All(predicted[..3], p => Assert.Equal(predicted[0], p));
            Assert.Equal(predicted[0][..21], predicted[3]);
        }
    }

    // Whole weights are as good as copies, but for the noise of other bootstraps.
    [Fact]
    public void Weights_move_probabilities()
    {
        Problem problem = Problems.Of([0, 0, 0, 0], 1, [0, 1, 0, 1], 2);
        float[] p = Predict(problem, learner => learner.Fit([0, 1, 2, 3], [0, 1, 0, 1], [9, 1, 9, 1]));
        Assert.InRange(p[1], 0.1f, 0.25f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Refits_allocate_nothing(int classes) =>
        Refits.AllocateNothing(new RandomForest(), Problems.Blobs(classes: classes, spread: 3), first: 1);

    [Fact]
    public void What_was_fitted_in_an_earlier_episode_changes_no_bit()
    {
        var used = new RandomForest();
        for (int number = 0; number < 35; number++)
        {
            // Other sizes, features and classes each time.
            Problem problem = RandomProblems.Draw(number);
            int[] labels = [.. problem.Start.Select(row => problem.PoolLabels[row])];
            Assert.Equal(
                Predict(problem, learner => learner.Fit(problem.Start, labels, [])), Predict(problem, learner => learner.Fit(problem.Start, labels, []), used));
        }
    }

    [Fact]
    public void A_fit_before_the_start_is_refused() =>
        Assert.Contains("random-forest", Assert.Throws<InvalidOperationException>(() => new RandomForest().Fit([], [], [])).Message, StringComparison.Ordinal);

    private static float[] Predict(Problem problem, Action<ILearner> fit, RandomForest? learner = null)
    {
        learner ??= new RandomForest();
        learner.Start(problem);
        fit(learner);
        float[] probabilities = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, probabilities);
        return probabilities;
    }
}
