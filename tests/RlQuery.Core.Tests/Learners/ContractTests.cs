using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Bayes;
using RlQuery.Core.Learners.GaussianProcesses;
using RlQuery.Core.Learners.Neighbours;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

public sealed class NearestNeighboursTests() : LearnerContract(new NearestNeighboursFactory())
{
    [Theory]
    [InlineData(1, 1f)]
    [InlineData(3, 1 / 3f)]
    [InlineData(5, 0.4f)]
    [InlineData(6, 0.4f)]
    public void Fewer_labels_than_five_are_all_neighbours_and_further_ones_are_none(int labels, float expected)
    {
        int[] classes = [1, 0, 0, 0, 1, 1];
        Problem problem = Problems.Of([0, 1, 2, 3, 4, 5], 1, classes, 2);
        var learner = new NearestNeighbours();
        learner.Start(problem);
        learner.Fit(Enumerable.Range(0, labels).ToArray(), classes.AsSpan(0, labels), []);
        float[] p = new float[12];
        learner.Predict(problem.PoolFeatures, p);
        Assert.Equal(expected, p[1]);
    }

    [Fact]
    public void Of_rows_at_one_distance_the_first_of_the_data_set_are_neighbours_and_weights_are_votes()
    {
        Problem problem = Problems.Of(new float[7], 1, [0, 0, 1, 1, 1, 1, 1], 2);
        var learner = new NearestNeighbours();
        learner.Start(problem);
        learner.Fit([6, 5, 4, 3, 2, 1, 0], [1, 1, 1, 1, 1, 0, 0], [1, 1, 2, 3, 1, 2, 0]);
        float[] p = new float[14];
        learner.Predict(problem.PoolFeatures, p);
        Assert.All(p.Chunk(2), row => Assert.Equal(2f / 9, row[0]));
    }

    [Fact]
    public void Refits_allocate_nothing() => Refits.AllocateNothing(new NearestNeighbours(), Problems.Blobs(classes: 3, spread: 3), first: 1);
}

public sealed class NaiveBayesTests() : LearnerContract(new NaiveBayesFactory())
{
    [Fact]
    public void Rows_that_are_all_alike_leave_the_priors()
    {
        Problem problem = Problems.Of([0.1f, 0.1f, 0.1f, 0.1f, 7], 1, [0, 1, 1, 1, 0], 2);
        Assert.All(Predict(problem, learner => learner.Fit([0, 1, 2, 3], [0, 1, 1, 1], [])).Chunk(2), row => Assert.Equal(0.75f, row[1]));
    }

    [Fact]
    public void A_weight_of_two_is_as_good_as_a_copy_of_the_row() => Copies.EqualWeights(new NaiveBayesFactory());

    [Fact]
    public void Refits_allocate_nothing() => Refits.AllocateNothing(new NaiveBayes(), Problems.Blobs(classes: 3, spread: 3), first: 1);
}

public sealed class GaussianProcessTests() : LearnerContract(new GaussianProcessFactory())
{
    [Fact]
    public void A_weight_of_two_is_as_good_as_a_copy_of_the_row() => Copies.EqualWeights(new GaussianProcessFactory());

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Refits_allocate_nothing(int classes) => Refits.AllocateNothing(new GaussianProcess(), Problems.Blobs(classes: classes, spread: 3), first: 1);

    [Fact]
    public void Far_from_all_labels_both_classes_are_as_likely()
    {
        float[] x = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? -3f : 3f), 60];
        Problem problem = Problems.Of(x, 1, [.. Enumerable.Range(0, 41).Select(i => i % 2)], 2);
        float[] p = Predict(problem, learner => learner.Fit([0, 1, 2, 3], [0, 1, 0, 1], []));
        Assert.True(p[0] > 0.6f && p[3] > 0.6f, $"{p[0]}, {p[3]}");
        Assert.Equal(0.5f, p[80], 0.02f);
    }
}

file static class Copies
{
    // Two rows with the same features and labels, though others in the data set.
    public static void EqualWeights(ILearnerFactory factory)
    {
        float[] x = [0.3f, 1, -0.4f, 0.2f, 0.9f, -1, 0.3f, 1, 1.5f, 0, -0.7f, 0.8f];
        Problem problem = Problems.Of(x, 2, [0, 1, 0, 0, 1, 1], 2);
        float[] copied = Predict([0, 1, 2, 3, 4], [0, 1, 0, 0, 1], []);
        float[] weighted = Predict([0, 1, 2, 4], [0, 1, 0, 1], [2, 1, 1, 1]);
        Assert.All(copied.Zip(weighted), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

        float[] Predict(int[] rows, int[] labels, double[] weights)
        {
            ILearner learner = factory.Create();
            learner.Start(problem);
            learner.Fit(rows, labels, weights);
            float[] p = new float[12];
            learner.Predict(problem.PoolFeatures, p);
            return p;
        }
    }
}
