using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals that tell how far a label reaches: by hand, by dense algebra, and against real refits.</summary>
public sealed class ReachSignalTests
{
    // Rows at 0, 1, 2, 4 and 10 on a line; 0 is labelled 0 and 10 is labelled 1.
    private static readonly Problem Line = Problems.Of([0, 1, 2, 4, 10], 1, [0, 0, 0, 1, 1], 2, 0, 4);

    [Fact]
    public void Class_distance_sets_the_nearest_label_of_the_predicted_class_against_the_others()
    {
        SignalContext context = SignalProbe.Begin(Line, Table([1, 0, 0], 5));
        // Rows 1, 2 and 4 are predicted to be of class 0, whose label lies at 0; the other lies at 10.
        Assert.Equal([0.1f, 0.2f, 0.4f], context.Values(new ClassDistanceSignal()), new Close(1e-6f));
    }

    [Fact]
    public void A_class_without_label_is_at_distance_1_and_no_label_at_all_says_nothing()
    {
        Problem one = Problems.Of([0, 1, 2, 4, 10], 1, [0, 0, 0, 1, 1], 2, 0);
        Assert.All(SignalProbe.Begin(one, Table([0, 1, 0], 5)).Values(new ClassDistanceSignal()), value => Assert.Equal(1, value));
        Assert.All(SignalProbe.Begin(one, Table([1, 0, 0], 5)).Values(new ClassDistanceSignal()), value => Assert.Equal(0, value));
        Problem none = Problems.Of([0, 1, 2, 4, 10], 1, [0, 0, 0, 1, 1], 2);
        Assert.All(SignalProbe.Begin(none, Table([1, 0, 0], 5)).Values(new ClassDistanceSignal()), value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void Facility_gain_is_the_share_of_the_distances_that_goes()
    {
        // Distances to the nearest label: 0, 1, 2, 4, 0. Labelling 1 leaves 0, 0, 1, 3, 0; labelling 2 leaves 0, 1, 0, 2, 0; labelling 4 leaves 0, 1, 2, 0, 0.
        SignalContext context = SignalProbe.Begin(Line, Table([1, 0, 0], 5));
        Assert.Equal([3f / 7, 4f / 7, 4f / 7], context.Values(new FacilityGainSignal()), new Close(1e-6f));
    }

    [Fact]
    public void While_nothing_is_labelled_facility_gain_takes_the_middle_first()
    {
        Problem none = Problems.Of([0, 1, 2, 4, 10], 1, [0, 0, 0, 1, 1], 2);
        float[] values = SignalProbe.Begin(none, Table([1, 0, 0], 5)).Values(new FacilityGainSignal());
        Assert.Equal(2, Array.IndexOf(values, values.Max()));
    }

    [Fact]
    public void Expected_rarity_weighs_each_class_by_its_probability()
    {
        Problem problem = Problems.Of([0, 1, 2, 3], 1, [0, 0, 1, 1], 2, 0, 1, 2);
        SignalContext context = SignalProbe.Begin(problem, Table([0.25f, 0.75f], 4));
        // Two of three labels are of class 0.
        Assert.Equal((0.25f / (1 + (4f / 3))) + (0.75f / (1 + (2f / 3))), Assert.Single(context.Values(new ExpectedRaritySignal())), 1e-6f);
    }

    [Fact]
    public void An_outlier_is_more_so_than_a_row_within_the_cloud()
    {
        Problem problem = Problems.Of([.. Enumerable.Range(0, 30).Select(i => (float)i), 500], 1, [.. Enumerable.Range(0, 31).Select(i => i % 2)], 2, 0, 1);
        float[] values = SignalProbe.Begin(problem, Table([0.5f, 0.5f], 31)).Values(new OutliernessSignal());
        Assert.InRange(values[13], 0.45f, 0.55f);
        Assert.InRange(values[^1], 0.9f, 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Variance_reduction_is_that_of_dense_algebra(int classes)
    {
        // Fewer unlabelled rows than the sample takes, so that it holds them all.
        Problem problem = Problems.Blobs(pool: 50, features: 5, classes: classes, spread: 2.5);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] actual = context.Values(new VarianceReductionSignal());
        double[] removed = new double[actual.Length];
        double total = 0;
        for (int k = classes == 2 ? 1 : 0; k < classes; k++)
        {
            Matrix<double> covariance = Hessian(context, k).Inverse();
            foreach (int u in context.Candidates)
            {
                Vector<double> reach = covariance * Extended(context, u);
                double weight = Math.Pow(Weight(context, u, k), 2);
                total += weight * Extended(context, u).DotProduct(reach);
                for (int i = 0; i < removed.Length; i++)
                {
                    Vector<double> x = Extended(context, context.Candidates[i]);
                    double w = Weight(context, context.Candidates[i], k);
                    removed[i] += weight * w * Math.Pow(x.DotProduct(reach), 2) / (1 + (w * x.DotProduct(covariance * x)));
                }
            }
        }
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(removed[i] / total, actual[i], 1e-4);
        }
    }

    private static TableLearnerFactory Table(float[] row, int rows) => new([.. Enumerable.Range(0, rows).SelectMany(_ => row.Take(2))]);

    private static double Weight(SignalContext context, int row, int label)
    {
        double p = context.ProbabilitiesOf(row)[label];
        return p * (1 - p);
    }

    private static Vector<double> Extended(SignalContext context, int row) =>
        Vector<double>.Build.DenseOfEnumerable([.. context.Items.Features.Row(row).ToArray().Select(value => (double)value), 1]);

    private static Matrix<double> Hessian(SignalContext context, int label)
    {
        int width = context.Items.Features.Columns + 1;
        Matrix<double> hessian = Matrix<double>.Build.DenseIdentity(width);
        hessian[width - 1, width - 1] = 0;
        foreach (int row in context.Pool.Labelled)
        {
            hessian += Weight(context, row, label) * Extended(context, row).OuterProduct(Extended(context, row));
        }
        return hessian;
    }

    private sealed class Close(float tolerance) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) <= tolerance;

        public int GetHashCode(float value) => 0;
    }
}
