using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of wide rows, in the span of the labelled ones, against the same signals of whole rows.</summary>
public sealed class WideSignalTests
{
    private const int Features = 150;

    private static readonly SignalList Signals = new(
        [.. Known.SignalsOf(ClassificationTask.Instance).Where(signal => !signal.Needs.HasFlag(SignalNeeds.Committee))],
        Known.StatesOf(ClassificationTask.Instance));

    [Theory]
    [InlineData(2, 4)]
    [InlineData(2, 0.3)]
    [InlineData(3, 2)]
    [InlineData(7, 4)]
    [InlineData(26, 3)]
    public void Signals_in_the_span_are_those_of_whole_rows(int classes, double spread)
    {
        Problem problem = Problems.Blobs(pool: 170, classes: classes, features: Features, spread: spread);
        var fast = new Episode(new LogisticRegressionFactory());
        var direct = new Episode(new WholeRows.Factory());
        var builder = new ObservationBuilder(Signals);
        var directBuilder = new ObservationBuilder(Signals);
        fast.Begin(problem, 40, seed: 3);
        direct.Begin(problem, 40, seed: 3);
        for (int query = 0; query < 40; query++)
        {
            Observation actual = fast.Observe(builder);
            Observation expected = direct.Observe(directBuilder);
            for (int column = 0; column < Signals.Signals.Count; column++)
            {
                float scale = Largest(expected.Column(column));
                for (int i = 0; i < expected.Count; i++)
                {
                    float gap = MathF.Abs(expected.Column(column)[i] - actual.Column(column)[i]);
                    Assert.True(gap <= 3e-4f * scale, $"{Signals.SignalNames[column]}, query {query}: {gap} of {scale}");
                }
            }
            foreach (string name in Signals.StateNames)
            {
                Assert.Equal(expected.StateValue(name), actual.StateValue(name), 1e-5f);
            }
            int row = expected.Rows[query * 7 % expected.Count];
            fast.Take(row);
            direct.Take(row);
            if (query % 3 != 1)
            {
                fast.Label();
                direct.Label();
            }
        }
    }

    [Fact]
    public void A_pool_is_labelled_to_its_last_row()
    {
        Problem problem = Problems.Blobs(pool: 12, classes: 2, features: Features);
        var episode = new Episode(new LogisticRegressionFactory());
        var builder = new ObservationBuilder(Signals);
        episode.Begin(problem, 40, seed: 3);
        for (Observation seen = episode.Observe(builder); seen.Count > 0; seen = episode.Observe(builder))
        {
            episode.Take(seen.Rows[0]);
            episode.Label();
        }
        Assert.Equal(12, episode.Pool.Labelled.Length);
    }

    [Fact]
    public void Distances_by_products_are_those_of_the_rows_and_copies_are_at_distance_zero()
    {
        float[] values = Problems.Blobs(pool: 70, features: Features).PoolFeatures.Values.ToArray();
        values.AsSpan(0, Features).CopyTo(values.AsSpan(60 * Features));
        var pool = new FeatureMatrix(values, 70, Features);
        var products = new PoolProducts();
        products.Start(pool);
        float[] squared = new float[products.Stride];
        for (int i = 0; i < pool.Rows; i++)
        {
            products.Measure(i, squared);
            for (int j = 0; j < pool.Rows; j++)
            {
                float expected = VectorMath.SquaredDistance(pool.Row(i), pool.Row(j));
                Assert.Equal(expected, squared[j], 1e-5f * VectorMath.Dot(pool.Row(i), pool.Row(i)));
                Assert.Equal(squared[j], products.Squared(i, j));
            }
            Assert.Equal(0, squared[i]);
        }
        products.Measure(0, squared);
        Assert.Equal(0, squared[60]);
    }

    [Fact]
    public void Neighbours_by_products_are_the_nearest_rows()
    {
        Problem problem = Problems.Blobs(pool: 80, features: Features);
        var products = new PoolProducts();
        products.Start(problem.PoolFeatures);
        var geometry = new PoolGeometry();
        geometry.Start(problem.Items, 1, products);
        var direct = new PoolGeometry();
        direct.Start(problem.Items, 1);
        for (int i = 0; i < 80; i++)
        {
            Assert.Equal(direct.Neighbours(i).ToArray(), geometry.Neighbours(i).ToArray());
            Assert.Equal(direct.Spacing[i], geometry.Spacing[i], 1e-4f * direct.Spacing[i]);
            Assert.Equal(direct.Similarity[i], geometry.Similarity[i], 1e-5f);
        }
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 1e-3f;
        foreach (float value in values)
        {
            largest = MathF.Max(largest, MathF.Abs(value));
        }
        return largest;
    }
}
