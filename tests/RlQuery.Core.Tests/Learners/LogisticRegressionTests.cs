using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

public sealed class LogisticRegressionTests
{
    // Written by scikit-learn 1.2 (Debian's python3-sklearn): LogisticRegression(C=1, tol=1e-12, solver='newton-cg'), fitted to the first n rows, probabilities
    // of the next three.
    public static TheoryData<int, int, int, bool, double[]> ScikitLearn => new()
    {
        { 2, 30, 4, false, [0.46268065, 0.53731935, 0.70783587, 0.29216413, 0.7377241, 0.2622759] },
        { 2, 30, 4, true, [0.29202133, 0.70797867, 0.55380113, 0.44619887, 0.84206624, 0.15793376] },
        { 3, 40, 5, false, [0.49966089, 0.22511498, 0.27522413, 0.19377656, 0.48649367, 0.31972977, 0.3846117, 0.32240245, 0.29298585] },
        { 3, 40, 5, true, [0.32675611, 0.36811586, 0.30512804, 0.30894725, 0.39562729, 0.29542547, 0.32327036, 0.36322341, 0.31350624] },
    };

    [Theory]
    [MemberData(nameof(ScikitLearn))]
    public void Predicts_what_scikit_learn_predicts(int classes, int n, int d, bool weighted, double[] expected)
    {
        Problem problem = Waves(classes, n, d);
        int[] rows = [.. Enumerable.Range(0, n)];
        double[] weights = weighted ? [.. rows.Select(i => 1.0 + (i % 3))] : [];
        float[] probabilities = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, n), weights));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], probabilities[(n * classes) + i], 1e-6);
        }
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(4, 6)]
    [InlineData(2, 40)]
    [InlineData(4, 40)]
    [InlineData(4, 90)]
    public void A_refit_from_the_last_solution_equals_a_cold_fit(int classes, int features)
    {
        Problem problem = Problems.Blobs(classes: classes, features: features);
        int[] rows = [.. Enumerable.Range(0, 50)];
        float[] cold = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 50), []));
        float[] warm = Predict(problem, learner =>
        {
            for (int n = classes; n <= 50; n++)
            {
                learner.Fit(rows.AsSpan(0, n), problem.PoolLabels.AsSpan(0, n), []);
            }
        });
        for (int i = 0; i < cold.Length; i++)
        {
            Assert.Equal(cold[i], warm[i], 1e-6);
        }
    }

    [Fact]
    public void Without_labels_every_class_is_as_likely()
    {
        Problem problem = Problems.Blobs(classes: 4);
        Assert.All(Predict(problem, learner => learner.Fit([], [], [])), p => Assert.Equal(0.25f, p));
    }

    [Fact]
    public void One_class_is_certain_when_it_alone_has_labels()
    {
        Problem problem = Problems.Blobs(classes: 3);
        float[] p = Predict(problem, learner => learner.Fit([1], [1], []));
        Assert.All(Enumerable.Range(0, p.Length), i => Assert.Equal(i % 3 == 1 ? 1f : 0f, p[i]));
    }

    [Fact]
    public void A_class_without_labels_has_probability_zero_and_rows_sum_to_one()
    {
        Problem problem = Problems.Blobs(classes: 4);
        float[] p = Predict(problem, learner => learner.Fit([0, 1, 2, 4, 5, 6], [0, 1, 2, 0, 1, 2], []));
        for (int i = 0; i < p.Length; i += 4)
        {
            Assert.Equal(0f, p[i + 3]);
            Assert.Equal(1f, p[i] + p[i + 1] + p[i + 2], 1e-5f);
        }
    }

    [Fact]
    public void Refits_allocate_nothing() =>
        Refits.AllocateNothing(new LogisticRegression(), Problems.Blobs(classes: 3), first: 3);

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(2, 70)]
    [InlineData(3, 70)]
    public void What_was_fitted_in_an_earlier_episode_changes_no_bit(int classes, int features)
    {
        Problem problem = Problems.Blobs(pool: 200, classes: classes, features: features, spread: 3);
        int[] rows = [.. Enumerable.Range(0, 200)];
        var used = new LogisticRegression();
        used.Start(problem);
        used.Fit(rows, problem.PoolLabels, []);
        Assert.Equal(Episode(new LogisticRegression()), Episode(used));

        float[] Episode(LogisticRegression learner)
        {
            // Beyond every capacity that a new learner begins with.
            learner.Start(problem);
            var seen = new List<float>();
            float[] p = new float[200 * classes];
            for (int n = classes; n <= 150; n++)
            {
                learner.Fit(rows.AsSpan(0, n), problem.PoolLabels.AsSpan(0, n), []);
                learner.Predict(problem.PoolFeatures, p);
                seen.AddRange(p);
            }
            return [.. seen];
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(90)]
    public void A_fit_to_fewer_rows_is_that_of_a_new_learner(int features)
    {
        Problem problem = Problems.Blobs(pool: 80, classes: 3, features: features, spread: 3);
        int[] rows = [.. Enumerable.Range(0, 80)];
        float[] fresh = Predict(problem, learner => learner.Fit(rows.AsSpan(0, 20), problem.PoolLabels.AsSpan(0, 20), []));
        float[] used = Predict(problem, learner =>
        {
            learner.Fit(rows, problem.PoolLabels, []);
            learner.Fit(rows.AsSpan(0, 20), problem.PoolLabels.AsSpan(0, 20), []);
        });
        Assert.Equal(fresh, used);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Whitened_rows_predict_how_a_label_moves_the_score(int classes)
    {
        // One Newton step from the old solution must come close to a refit with the added label.
        Problem problem = Problems.Blobs(classes: classes, spread: 3);
        int[] rows = [.. Enumerable.Range(0, 40)];
        var learner = new LogisticRegression();
        learner.Start(problem);
        learner.Fit(rows, problem.PoolLabels.AsSpan(0, 40), []);
        float[] before = new float[problem.PoolFeatures.Rows * classes];
        learner.Predict(problem.PoolFeatures, before);
        learner.FactorHessian();
        float[] z = new float[2 * learner.WhitenedWidth];
        int block = classes == 2 ? 0 : 1;
        learner.Whiten(block, problem.PoolFeatures, [45, 50], z);
        float dot = 0, square = 0;
        for (int j = 0; j < learner.WhitenedWidth; j++)
        {
            dot += z[j] * z[learner.WhitenedWidth + j];
            square += z[j] * z[j];
        }
        float p = before[(45 * classes) + 1];
        float predicted = dot * (1 - p) / (1 + (p * (1 - p) * square));

        learner.Fit([.. rows, 45], [.. problem.PoolLabels[..40], 1], []);
        float[] after = new float[before.Length];
        learner.Predict(problem.PoolFeatures, after);
        float moved = Score(after, 50) - Score(before, 50);
        Assert.Equal(Math.Sign(moved), Math.Sign(predicted));
        Assert.InRange(predicted / moved, 0.5f, 2f);

        float Score(float[] probabilities, int row) => classes == 2
            ? MathF.Log(probabilities[(row * 2) + 1] / probabilities[row * 2])
            : MathF.Log(probabilities[(row * 3) + 1]) - (0.5f * MathF.Log(probabilities[row * 3] * probabilities[(row * 3) + 2]));
    }

    private static float[] Predict(Problem problem, Action<ILearner> fit)
    {
        var learner = new LogisticRegression();
        learner.Start(problem);
        fit(learner);
        float[] probabilities = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, probabilities);
        return probabilities;
    }

    private static Problem Waves(int classes, int n, int d)
    {
        float[] x = new float[(n + 3) * d];
        int[] y = new int[n + 3];
        for (int i = 0; i < n + 3; i++)
        {
            y[i] = ((i * i) + (i / 3)) % classes;
            for (int j = 0; j < d; j++)
            {
                x[(i * d) + j] = (float)Math.Sin((i * 3.1) + (j * 1.7) + (i * j * 0.37));
            }
        }
        return Problems.Of(x, d, y, classes);
    }
}
