using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.SupportVector;

public sealed class SupportVectorMachineTests
{
    private static readonly Case[] Cases = Expected.Read<Case[]>("svm-learner.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    // scikit-learn's SVC(tol=1e-9, decision_function_shape='ovo'); its kernel is computed in double precision.
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Decision_values_agree_with_scikit_learn(int number)
    {
        Case expected = Cases[number];
        var problem = new ExpectedProblem(expected.Kind, expected.Seed, expected.Rows, expected.Columns, expected.Classes, expected.Labels);
        Problem data = problem.Problem();
        var learner = new SupportVectorMachine();
        learner.Start(data);
        learner.Fit([.. Enumerable.Range(0, problem.Rows)], problem.Y, problem.Weights);
        float[] decisions = new float[learner.Boundaries * data.PoolFeatures.Rows];
        learner.Decide(data.PoolFeatures, decisions);
        for (int boundary = 0; boundary < learner.Boundaries; boundary++)
        {
            for (int probe = 0; probe < ExpectedProblem.Probes; probe++)
            {
                double value = decisions[(boundary * data.PoolFeatures.Rows) + problem.Rows + probe];
                double wanted = expected.Decisions[(probe * learner.Boundaries) + boundary];
                Assert.True(Math.Abs(wanted - value) < 2e-5, $"{problem}, boundary {boundary}, probe {probe}: {value} instead of {wanted}");
            }
        }
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_refit_from_the_last_solution_equals_a_cold_fit(int classes, bool weighted)
    {
        Problem problem = Problems.Blobs(classes: classes, features: 6);
        int[] rows = [.. Enumerable.Range(0, 50)];
        double[] weights = weighted ? [.. rows.Select(i => 0.1 + (i % 4))] : [];
        float[] cold = Predict(problem, learner => learner.Fit(rows, problem.PoolLabels.AsSpan(0, 50), weights));
        float[] warm = Predict(problem, learner =>
        {
            for (int n = 1; n <= 50; n++)
            {
                learner.Fit(rows.AsSpan(0, n), problem.PoolLabels.AsSpan(0, n), weighted ? weights.AsSpan(0, n) : []);
            }
        });
        for (int i = 0; i < cold.Length; i++)
        {
            Assert.Equal(cold[i], warm[i], 2e-5);
        }
    }

    [Fact]
    public void Labels_and_weights_that_change_are_fitted_afresh()
    {
        Problem problem = Problems.Blobs(spread: 2);
        int[] rows = [.. Enumerable.Range(0, 20)];
        int[] turned = [.. rows.Select(row => 1 - problem.PoolLabels[row])];
        double[] weights = [.. rows.Select(i => 1.0 + i)];
        float[] cold = Predict(problem, learner => learner.Fit(rows, turned, weights));
        float[] after = Predict(problem, learner =>
        {
            learner.Fit(rows, problem.PoolLabels.AsSpan(0, 20), []);
            learner.Fit(rows, turned, []);
            learner.Fit([.. rows.Reverse()], [.. turned.Reverse()], weights);
            learner.Fit(rows, turned, weights);
        });
        Assert.Equal(cold, after);
    }

    [Fact]
    public void A_row_of_weight_zero_counts_for_nothing()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        float[] without = Predict(problem, learner => learner.Fit([0, 1, 3, 4], [0, 1, 0, 1], []));
        float[] with = Predict(problem, learner => learner.Fit([0, 1, 2, 3, 4], [0, 1, 2, 0, 1], [1, 1, 0, 1, 1]));
        Assert.Equal(without, with);
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
    public void The_test_part_and_any_other_matrix_are_predicted_like_the_pool()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 2);
        var same = ProblemParts.OfClasses(
            problem.Items, problem.Classes, problem.PoolLabels, new FeatureMatrix(problem.PoolFeatures.Values.ToArray(), 60, 3), problem.PoolLabels,
            problem.Start);
        var other = new FeatureMatrix(problem.PoolFeatures.Values.ToArray(), 60, 3);
        var learner = new SupportVectorMachine();
        learner.Start(same);
        float[][] predicted = [new float[180], new float[180], new float[180]];
        for (int n = 6; n <= 30; n += 6)
        {
            learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
            learner.Predict(same.PoolFeatures, predicted[0]);
            learner.Predict(same.Test, predicted[1]);
            learner.Predict(other, predicted[2]);
            Assert.Equal(predicted[0], predicted[1]);
            Assert.Equal(predicted[0], predicted[2]);
        }
    }

    [Fact]
    public void Boundaries_name_their_classes_in_order()
    {
        Problem problem = Problems.Blobs(classes: 4);
        var learner = new SupportVectorMachine();
        learner.Start(problem);
        Assert.Equal(0, learner.Boundaries);
        learner.Fit([0, 2, 3], [0, 2, 3], []);
        Assert.Equal([(0, 2), (0, 3), (2, 3)], Enumerable.Range(0, learner.Boundaries).Select(learner.ClassesOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => learner.ClassesOf(3));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_probability_of_the_right_class_rises_with_the_decision_value(int classes)
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Problem problem = Problems.Blobs(classes: classes, seed: seed, spread: 0.5 + (seed % 5));
            var learner = new SupportVectorMachine();
            learner.Start(problem);
            int[] rows = [.. Enumerable.Range(0, 2 + ((int)seed % 40))];
            learner.Fit(rows, [.. rows.Select(row => problem.PoolLabels[row] % 2)], []);
            float[] decisions = new float[problem.PoolFeatures.Rows];
            float[] p = new float[problem.PoolFeatures.Rows * classes];
            learner.Decide(problem.PoolFeatures, decisions);
            learner.Predict(problem.PoolFeatures, p);
            int[] order = [.. Enumerable.Range(0, decisions.Length).OrderBy(row => decisions[row])];
            Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(p[pair.First * classes] <= p[pair.Second * classes]));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Refits_allocate_nothing(int classes) =>
        Refits.AllocateNothing(new SupportVectorMachine(), Problems.Blobs(classes: classes), first: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_fitted_in_an_earlier_episode_changes_no_bit(int classes)
    {
        Problem problem = Problems.Blobs(pool: 200, classes: classes, spread: 3);
        var used = new SupportVectorMachine();
        used.Start(Problems.Blobs(pool: 150, classes: classes, seed: 9));
        used.Fit([.. Enumerable.Range(0, 150)], [.. Enumerable.Range(0, 150).Select(i => i % classes)], []);
        Assert.Equal(Episode(new SupportVectorMachine()), Episode(used));

        float[] Episode(SupportVectorMachine learner)
        {
            learner.Start(problem);
            var seen = new List<float>();
            float[] p = new float[200 * classes];
            for (int n = 1; n <= 150; n++)
            {
                learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
                learner.Predict(problem.PoolFeatures, p);
                seen.AddRange(p);
            }
            return [.. seen];
        }
    }

    private static float[] Predict(Problem problem, Action<ILearner> fit)
    {
        var learner = new SupportVectorMachine();
        learner.Start(problem);
        fit(learner);
        float[] probabilities = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, probabilities);
        return probabilities;
    }

    private sealed record Case(string Kind, int Seed, int Rows, int Columns, int Classes, string Labels, double[] Decisions);
}
