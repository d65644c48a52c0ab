using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.State;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>The distance to the means of the classes, and the strategies that look for new classes by it.</summary>
public sealed class ClassMeanDistanceTests
{
    private const int Features = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(24)]
    public void It_is_the_mahalanobis_distance_with_the_inverse_of_the_covariance(int labels)
    {
        Problem problem = ProblemParts.From(Problems.Blobs(classes: 3, features: Features), [.. Enumerable.Range(0, labels)]);
        Episode episode = Begin(problem);
        Vector<double>[] rows = [.. Enumerable.Range(0, problem.Items.Count).Select(row => Row(problem, row))];
        var classes = Enumerable.Range(0, labels).GroupBy(row => problem.PoolLabels[row]).Select(group => group.Select(row => rows[row]).ToArray()).ToArray();
        Vector<double>[] means = [.. classes.Select(own => own.Aggregate((a, b) => a + b) / own.Length)];
        Matrix<double> within = Matrix<double>.Build.Dense(Features, Features);
        for (int k = 0; k < classes.Length; k++)
        {
            foreach (Vector<double> row in classes[k])
            {
                within += (row - means[k]).OuterProduct(row - means[k]) / Math.Max(1, labels - classes.Length);
            }
        }
        double variance = labels == 1 ? 1 : within.Trace() / Features;
        Matrix<double> inverse = (((variance * Matrix<double>.Build.DenseIdentity(Features)) + within) / 2).Inverse();
        double[] expected = [.. episode.Candidates.ToArray().Select(row => means.Min(mean => Math.Sqrt((rows[row] - mean) * inverse * (rows[row] - mean))))];
        float[] values = Values(episode, new ClassMeanDistanceSignal());
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), values[i], 1e-5);
        }
    }

    [Fact]
    public void A_copy_of_a_taken_row_has_a_distance_of_0_and_without_labels_all_have()
    {
        Problem problem = Problems.Of([0, 1, 5, 5, 9], 1, [0, 1, 0, 1, 0], 2, 0, 1);
        Episode episode = Begin(problem);
        Assert.Equal([4 / 8f, 4 / 8f, 1], Values(episode, new ClassMeanDistanceSignal()));
        episode.Take(2);
        Assert.Equal([0, 1], Values(episode, new ClassMeanDistanceSignal()));
        Assert.All(Values(Begin(problem.Branch([])), new ClassMeanDistanceSignal()), value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_is_unseen_weighs_the_search_for_new_classes_against_margin()
    {
        var strategy = new NewClassMarginStrategy();
        // All labels are of classes with one label; of classes with three.
        foreach ((int labels, float unseen) in new[] { (3, 1f), (9, 0f) })
        {
            Episode episode = Begin(ProblemParts.From(Problems.Blobs(classes: 3), [.. Enumerable.Range(0, labels)]));
            Observation seen = episode.Observe(new ObservationBuilder(strategy.SignalList));
            Assert.Equal(unseen, seen.StateValue(new UnseenClasses().Name));
            float[] scores = new float[seen.Count], other = new float[seen.Count];
            strategy.Score(seen, scores);
            (unseen == 1 ? (IQueryStrategy)new NewClassStrategy() : new SignalStrategy("margin", new MarginSignal())).Score(seen, other);
            Assert.Equal(QueryChoice.Best(other, seen.Rows), QueryChoice.Best(scores, seen.Rows));
        }
    }

    [Fact]
    public void New_classes_are_looked_for_among_many_and_not_in_outliers()
    {
        // A known class at 0, a group of ten at 5, and one row alone that is as far.
        float[] values = [0, 0.1f, 0.2f, .. Enumerable.Range(0, 10).Select(i => 5 + (0.01f * i)), -5.2f];
        Problem problem = Problems.Of(values, 1, [.. values.Select(value => value > 1 ? 1 : 0)], 2, 0);
        Episode episode = Begin(problem);
        var player = new StrategyPlayer(new NewClassStrategy());
        player.Take(episode);
        Assert.InRange(episode.Pool.Pending[0], 3, 12);
    }

    private static Episode Begin(Problem problem)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 10, 1);
        return episode;
    }

    private static float[] Values(Episode episode, ISignal signal) => [.. episode.Observe(new ObservationBuilder(new SignalList([signal], []))).Column(0)];

    private static Vector<double> Row(Problem problem, int row) =>
        Vector<double>.Build.DenseOfEnumerable(problem.Items.Features.Row(row).ToArray().Select(value => (double)value));
}
