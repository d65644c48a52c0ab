using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

/// <summary>
/// What holds for every learner whose fit is a function of its labels alone, whatever its theory; other libraries' learners are held to it too.
/// </summary>
public abstract class LearnerContract(ILearnerFactory factory)
{
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
    public void Without_labels_every_class_is_as_likely_and_one_class_alone_is_certain()
    {
        Problem problem = Problems.Blobs(classes: 4);
        Assert.All(Predict(problem, _ => { }), p => Assert.Equal(0.25f, p));
        Assert.All(Predict(problem, learner => learner.Fit([0, 1], [0, 1], [0, 0])), p => Assert.Equal(0.25f, p));
        float[] one = Predict(problem, learner => learner.Fit([0, 1, 4], [0, 1, 1], [0, 1, 2]));
        Assert.All(Enumerable.Range(0, one.Length), i => Assert.Equal(i % 4 == 1 ? 1f : 0f, one[i]));
    }

    [Fact]
    public void Neither_the_order_of_the_labels_nor_what_was_fitted_before_changes_a_bit()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2.5);
        int[] rows = new Pcg64(4).Permutation(60)[..30];
        int[] labels = [.. rows.Select(row => problem.PoolLabels[row])];
        double[] weights = [.. rows.Select(row => 0.2 + (row % 5))];
        float[] expected = Predict(problem, learner => learner.Fit(rows, labels, weights));
        Assert.Equal(expected, Predict(problem, learner =>
        {
            learner.Fit([7, 8, 9], [2, 0, 1], []);
            learner.Fit([.. rows.Reverse()], [.. labels.Reverse()], [.. weights.Reverse()]);
        }));
        Assert.Equal(expected, Predict(problem, learner =>
        {
            float[] p = new float[180];
            for (int n = 1; n <= 30; n++)
            {
                learner.Fit(rows.AsSpan(0, n), labels.AsSpan(0, n), weights.AsSpan(0, n));
                learner.Predict(problem.PoolFeatures, p);
            }
        }));
    }

    [Fact]
    public void The_order_of_the_pool_changes_nothing()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        int[] order = new Pcg64(2, "order").Permutation(60);
        Problem permuted = RandomProblems.Permuted(problem, order);
        int[] rows = [.. Enumerable.Range(0, 25)];
        float[] expected = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 25), []));
        float[] actual = Predict(permuted, learner => learner.Fit([.. rows.Select(row => Array.IndexOf(order, row))], problem.PoolLabels.AsSpan(0, 25), []));
        for (int row = 0; row < 60; row++)
        {
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(expected[(row * 3) + k], actual[(Array.IndexOf(order, row) * 3) + k], 1e-6f);
            }
        }
    }

    [Fact]
    public void The_test_part_and_any_other_matrix_are_predicted_like_the_pool()
    {
        Problem problem = Problems.Blobs(pool: 150, classes: 3, spread: 2);
        float[] values = problem.PoolFeatures.Values.ToArray();
        var same = ProblemParts.OfClasses(
            problem.Items, problem.Classes, problem.PoolLabels, new FeatureMatrix([.. values], 150, 3), problem.PoolLabels, problem.Start);
        ILearner learner = factory.Create();
        learner.Start(same);
        for (int n = 6; n <= 30; n += 6)
        {
            learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
            FeatureMatrix[] matrices = [same.PoolFeatures, same.Test, new FeatureMatrix([.. values], 150, 3), new FeatureMatrix(values[..21], 7, 3)];
            float[][] p = [.. matrices.Select(matrix =>
            {
                float[] predicted = new float[matrix.Rows * 3];
                learner.Predict(matrix, predicted);
                return predicted;
            })];
            Assert.All(p[..3], predicted => Assert.Equal(p[0], predicted));
            Assert.Equal(p[0][..21], p[3]);
        }
    }

    [Fact]
    public void A_fit_before_the_start_is_refused() =>
        Assert.Contains(factory.Name, Assert.Throws<InvalidOperationException>(() => factory.Create().Fit([], [], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void More_labels_teach_it_to_tell_blobs_apart()
    {
        Problem problem = Problems.Blobs(pool: 120, classes: 3, spread: 0.7);
        float[] p = Predict(problem, learner => learner.Fit([.. Enumerable.Range(0, 40)], problem.PoolLabels.AsSpan(0, 40), []));
        Assert.InRange(Enumerable.Range(40, 80).Count(row => VectorMath.ArgMax(p.AsSpan(row * 3, 3)) == problem.PoolLabels[row]), 68, 80);
    }

    protected float[] Predict(Problem problem, Action<ILearner> fit)
    {
        ILearner learner = factory.Create();
        learner.Start(problem);
        fit(learner);
        float[] probabilities = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, probabilities);
        return probabilities;
    }
}
