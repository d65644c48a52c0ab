using MathNet.Numerics.Distributions;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>expected-brier-reduction: its own properties, and its values against numerical integration.</summary>
public sealed class ExpectedBrierReductionTests
{
    private const double ProbitVariance = 8 / Math.PI;

    private static readonly ExpectedBrierReductionSignal Signal = new();

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Values_lie_below_1_however_uncertain_the_scores_are(int classes)
    {
        foreach (float scale in new[] { 0.01f, 1, 100, 10_000 })
        {
            Problem problem = RandomProblems.Scaled(Problems.Blobs(pool: 80, features: 12, classes: classes, spread: 2.5), scale);
            float[] values = SignalProbe.Begin(problem, new LogisticRegressionFactory()).Values(Signal);
            Assert.All(values, value => Assert.True(value is >= 0 and < 1, $"{value} at scale {scale}"));
            Assert.Contains(values, value => value > 1e-6f);
        }
    }

    [Fact]
    public void A_candidate_that_shares_nothing_with_the_sample_has_value_0()
    {
        // With labels at -1 and 1, the ridge Gram matrix is a multiple of the identity: [1; 1] and [-1; 1] are orthogonal.
        Problem problem = Problems.Of([-1, 1, -1], 1, [0, 1, 0], 2, 0, 1);
        SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory([0.3f, 0.7f, 0.6f, 0.4f, 0.2f, 0.8f]));
        context.Show([0, 1]);
        float[] values = context.Values(Signal);
        Assert.True(values[0] > 0.01f, $"{values[0]}");
        Assert.Equal(0, values[1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_value_depends_neither_on_the_place_of_a_candidate_nor_on_the_others(int classes)
    {
        // More candidates than a chunk of whitened rows has.
        Problem problem = Problems.Blobs(pool: 601, features: 6, classes: classes, spread: 2.5);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] expected = context.Values(Signal);
        int[] rows = context.Candidates.ToArray();
        int[] order = [.. new Pcg64(4, "order").Permutation(rows.Length).Take(301)];
        context.Show([.. order.Select(i => rows[i])]);
        float[] actual = context.Values(Signal);
        for (int i = 0; i < order.Length; i++)
        {
            Assert.Equal(expected[order[i]], actual[i], 1e-6f);
        }
    }

    [Fact]
    public void Equal_rows_have_equal_values()
    {
        Problem blobs = Problems.Blobs(pool: 60, features: 5, classes: 3, spread: 2.5);
        float[] x = blobs.PoolFeatures.Values.ToArray();
        x.AsSpan(20 * 5, 5).CopyTo(x.AsSpan(51 * 5));
        SignalContext context = SignalProbe.Begin(Problems.Of(x, 5, blobs.PoolLabels, 3, blobs.Start), new LogisticRegressionFactory());
        float[] values = context.Values(Signal);
        Assert.Equal(values[context.Candidates.IndexOf(20)], values[context.Candidates.IndexOf(51)], 1e-6f);
    }

    [Fact]
    public void The_more_copies_of_a_row_are_labelled_the_less_another_one_tells()
    {
        float last = 1;
        foreach (int copies in new[] { 1, 2, 4, 8, 16 })
        {
            Problem blobs = Problems.Blobs(pool: 80, features: 5, spread: 2.5);
            float[] x = blobs.PoolFeatures.Values.ToArray();
            for (int i = 0; i <= 16; i++)
            {
                x.AsSpan(0, 5).CopyTo(x.AsSpan(i * 5));
            }
            // Copies that are not labelled stay out of the sample's way: their predictions are certain, in every case.
            float[] table = [.. Enumerable.Range(0, 80).SelectMany(i => i <= 16 ? new[] { 0f, 1f } : [0.4f, 0.6f])];
            Problem problem = Problems.Of(x, 5, blobs.PoolLabels, 2, [.. Enumerable.Range(1, copies), 40, 50, 60]);
            SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory(table));
            float value = context.Values(Signal)[0];
            Assert.True(value < last, $"{value} after {last} with {copies} copies");
            last = value;
        }
    }

    [Fact]
    public void The_value_is_close_to_that_of_numerical_integration()
    {
        // One row alone is unlabelled, so that it is the sample; the labelled rows are shown as candidates.
        var expected = new List<double>();
        var actual = new List<double>();
        for (ulong seed = 1; seed <= 12; seed++)
        {
            Problem blobs = Problems.Blobs(pool: 9, features: 6, seed: seed, spread: 2);
            var draws = new Pcg64(seed, "table");
            float[] table = [.. Enumerable.Range(0, 9).Select(_ => 1 / (1 + MathF.Exp(2 * (float)draws.NextGaussian()))).SelectMany(p => new[] { 1 - p, p })];
            Problem problem = Problems.Of(blobs.PoolFeatures.Values.ToArray(), 6, blobs.PoolLabels, 2, [.. Enumerable.Range(0, 8)]);
            SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory(table));
            context.Show([.. Enumerable.Range(0, 9)]);
            actual.AddRange(context.Values(Signal).Select(value => (double)value));
            expected.AddRange(Enumerable.Range(0, 9).Select(row => Integrated(context, row, 8)));
        }
        double worst = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(worst < 0.02, $"off by up to {worst}");
        double[] shares = [.. expected.Zip(actual).Where(pair => pair.First > 0.005).Select(pair => Math.Abs((pair.Second / pair.First) - 1))];
        Assert.True(shares.Length > 20 && shares.Max() < 0.2, $"off by up to {shares.Max()} of {shares.Length} values");
        double ranks = MathNet.Numerics.Statistics.Correlation.Spearman(expected, actual);
        Assert.True(ranks > 0.99, $"rank correlation {ranks}");
    }

    [Fact]
    public void Quantiles_are_those_of_the_normal_distribution()
    {
        foreach (float p in new[] { 1e-5f, 1e-3f, 0.02f, 0.0749f, 0.0751f, 0.4f, 0.5f, 0.8f, 0.95f, 0.999f })
        {
            Assert.Equal(Normal.InvCDF(0, 1, p), NormalDistribution.Quantile(System.Runtime.Intrinsics.Vector256.Create(p))[3], 2e-6);
            float x = NormalDistribution.FastQuantile(p);
            Assert.Equal(p, NormalDistribution.FastCumulative<ExactExponential>(System.Runtime.Intrinsics.Vector256.Create(x))[5], p * 1e-5f);
            Assert.Equal(Normal.CDF(0, 1, x), p, 3e-4);
        }
    }

    // Both scores on a grid of the posterior, with the likelihood Φ(score / λ) of either label.
    private static double Integrated(SignalContext context, int candidate, int row)
    {
        int width = context.Curvature.WhitenedWidth;
        float[] z = new float[2 * width];
        context.Curvature.Whiten(0, context.Items.Features, [candidate, row], z);
        double own = VectorMath.Dot(z.AsSpan(0, width), z.AsSpan(0, width));
        double other = VectorMath.Dot(z.AsSpan(width), z.AsSpan(width));
        double shared = VectorMath.Dot(z.AsSpan(0, width), z.AsSpan(width));
        double ownMean = Mean(context, candidate, own);
        double otherMean = Mean(context, row, other);
        double spread = Math.Sqrt(Math.Max(0, other - (shared * shared / own)));
        double mass = 0, candidateYes = 0, rowYes = 0, bothYes = 0;
        for (double a = -6; a <= 6; a += 0.1)
        {
            for (double b = -6; b <= 6; b += 0.1)
            {
                double weight = Math.Exp(-0.5 * ((a * a) + (b * b)));
                double yes = Normal.CDF(0, Math.Sqrt(ProbitVariance), ownMean + (a * Math.Sqrt(own)));
                double seen = Normal.CDF(0, Math.Sqrt(ProbitVariance), otherMean + (a * shared / Math.Sqrt(own)) + (b * spread));
                mass += weight;
                candidateYes += weight * yes;
                rowYes += weight * seen;
                bothYes += weight * yes * seen;
            }
        }
        double p = candidateYes / mass;
        double now = rowYes / mass;
        double ifYes = bothYes / candidateYes;
        double ifNo = (rowYes - bothYes) / (mass - candidateYes);
        return ((p * Math.Pow(ifYes - now, 2)) + ((1 - p) * Math.Pow(ifNo - now, 2))) / (now * (1 - now));
    }

    // The mean with which the probit model gives the moderated probability of the logistic one.
    private static double Mean(SignalContext context, int row, double variance)
    {
        ReadOnlySpan<float> p = context.ProbabilitiesOf(row);
        double moderated = 1 / (1 + Math.Exp(-Math.Log(p[1] / p[0]) / Math.Sqrt(1 + (variance / ProbitVariance))));
        return Normal.InvCDF(0, 1, moderated) * Math.Sqrt(ProbitVariance + variance);
    }
}
