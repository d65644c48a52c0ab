using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals that look at the learner's loss, against dense algebra, finite differences and real refits.</summary>
public sealed class CurvatureSignalTests
{
    // Classes, features, labels.
    public static TheoryData<int, int, int> Refits => new() { { 2, 4, 25 }, { 2, 20, 10 }, { 2, 20, 40 }, { 3, 4, 25 }, { 4, 10, 30 } };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Leverage_is_that_of_dense_algebra(int classes)
    {
        SignalContext context = Labelled(Problems.Blobs(pool: 90, features: 7, classes: classes, spread: 2.5), 30);
        float[] actual = context.Values(new LeverageSignal());
        double[] expected = new double[actual.Length];
        for (int k = classes == 2 ? 1 : 0; k < classes; k++)
        {
            int own = k;
            Matrix<double> inverse = Hessian(context, row => Curvature(context, row, own), biasPenalty: 0).Inverse();
            for (int i = 0; i < expected.Length; i++)
            {
                Vector<double> x = Extended(context, context.Candidates[i]);
                expected[i] += Curvature(context, context.Candidates[i], own) * x.DotProduct(inverse * x);
            }
        }
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i] / (1 + expected[i]), actual[i], 1e-5);
        }
    }

    [Fact]
    public void Leverage_of_a_learner_without_curvature_is_that_of_the_ridge_Gram_matrix()
    {
        Problem problem = Problems.Blobs(pool: 40, features: 7, classes: 3);
        SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory([.. Enumerable.Range(0, 40).SelectMany(_ => new[] { 0.7f, 0.2f, 0.1f })]));
        float[] actual = context.Values(new LeverageSignal());
        Matrix<double> inverse = Hessian(context, _ => 0.25, biasPenalty: 1).Inverse();
        for (int i = 0; i < actual.Length; i++)
        {
            Vector<double> x = Extended(context, context.Candidates[i]);
            double h = 0.7 * 0.3 * x.DotProduct(inverse * x);
            Assert.Equal(h / (1 + h), actual[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Expected_gradient_length_is_that_of_finite_differences(int classes)
    {
        Problem problem = Problems.Blobs(pool: 12, features: 3, classes: classes);
        var draws = new Pcg64(6, "weights");
        double[,] weights = new double[classes, 4];
        foreach ((int k, int j) in Indices(classes, 4))
        {
            weights[k, j] = draws.NextGaussian();
        }
        float[] table =
            [.. Enumerable.Range(0, 12).SelectMany(row => Enumerable.Range(0, classes).Select(k => (float)Math.Exp(-Loss(problem, row, k, weights))))];
        SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory(table));
        double[] expected =
            [.. context.Candidates.ToArray().Select(row => Enumerable.Range(0, classes).Sum(k => table[(row * classes) + k] * GradientLength(row, k)))];
        float[] actual = context.Values(new ExpectedGradientLengthSignal());
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), actual[i], 1e-4);
        }

        double GradientLength(int row, int label)
        {
            const double step = 1e-5;
            double squares = 0;
            foreach ((int k, int j) in Indices(classes, 4))
            {
                double kept = weights[k, j];
                weights[k, j] = kept + step;
                double above = Loss(problem, row, label, weights);
                weights[k, j] = kept - step;
                double below = Loss(problem, row, label, weights);
                weights[k, j] = kept;
                squares += Math.Pow((above - below) / (2 * step), 2);
            }
            return Math.Sqrt(squares);
        }
    }

    [Theory]
    [MemberData(nameof(Refits))]
    public void Expected_error_reduction_ranks_candidates_as_real_refits_do(int classes, int features, int labels)
    {
        // One plain Newton step, without the exact loss of the new label, ranks as refits do with a correlation of 0.45 in the third case.
        double correlation = CorrelationWithRefits(new ExpectedErrorReductionSignal(), classes, features, labels, 32, p => 1 - p.Max());
        Assert.True(correlation > 0.8, $"mean rank correlation {correlation}");
    }

    [Theory]
    [MemberData(nameof(Refits))]
    public void Expected_log_loss_reduction_ranks_candidates_as_real_refits_do(int classes, int features, int labels)
    {
        // In the first order no label is expected to change the log-loss; what is left is smaller, and the curvature tells it less well, than for the 0/1 loss.
        double correlation = CorrelationWithRefits(
            new ExpectedLogLossReductionSignal(), classes, features, labels, 128, p => -p.Where(value => value > 0).Sum(value => value * MathF.Log(value)));
        Assert.True(correlation > 0.6, $"mean rank correlation {correlation}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Expected_losses_are_those_of_the_softmax_of_the_scores(int classes)
    {
        var draws = new Pcg64(8, $"scores of {classes}");
        foreach (double scale in new[] { 0.01, 1, 5, 30 })
        {
            float[] scores = [.. Enumerable.Range(0, classes * LabelStep.Lanes).Select(_ => (float)(scale * draws.NextGaussian()))];
            var error = ExpectedError<ExactExponential>.Of(ref scores[0], classes);
            var logLoss = ExpectedLogLoss<ExactExponential>.Of(ref scores[0], classes);
            for (int lane = 0; lane < LabelStep.Lanes; lane++)
            {
                double[] p = [.. Enumerable.Range(0, classes).Select(k => Math.Exp(scores[(k * LabelStep.Lanes) + lane]))];
                p = [.. p.Select(value => value / p.Sum())];
                double others = p.Sum() - p.Max();
                Assert.Equal(p.Order().SkipLast(1).Sum(), error[lane], 1e-5 * Math.Max(1e-6, others));
                double entropy = -p.Sum(value => value * Math.Log(value));
                Assert.Equal(entropy, logLoss[lane], 1e-6 + (1e-5 * entropy));
            }
        }
    }

    [Fact]
    public void Products_in_lanes_are_those_of_rows_one_by_one()
    {
        const int rows = 77, width = 5, lanes = 80;
        var draws = new Pcg64(9, "rows");
        float[] z = [.. Enumerable.Range(0, width).Select(_ => (float)draws.NextGaussian())];
        float[] others = [.. Enumerable.Range(0, rows * width).Select(_ => (float)draws.NextGaussian())];
        float[] columns = new float[width * lanes];
        float[] products = new float[lanes];
        LaneProducts.Transpose(others, width, columns);
        LaneProducts.Fill(z, columns, products);
        for (int u = 0; u < lanes; u++)
        {
            Assert.Equal(u < rows ? Enumerable.Range(0, width).Sum(j => (double)z[j] * others[(u * width) + j]) : 0, products[u], 1e-5);
        }
    }

    [Fact]
    public void A_third_class_without_labels_changes_no_curvature_signal()
    {
        Problem two = Problems.Blobs(pool: 60, spread: 2.5);
        Problem three = Problems.Of(two.PoolFeatures.Values.ToArray(), 3, two.PoolLabels, 3, two.Start);
        foreach (ISignal signal in new ISignal[] { new LeverageSignal(), new ExpectedErrorReductionSignal(), new ExpectedLogLossReductionSignal() })
        {
            float[] expected = Labelled(two, 20).Values(signal);
            float[] actual = Labelled(three, 20).Values(signal);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-4f);
            }
        }
    }

    private static SignalContext Labelled(Problem problem, int labels)
    {
        int[] start = [.. problem.Start, .. Enumerable.Range(0, problem.PoolFeatures.Rows).Except(problem.Start).Take(labels - problem.Start.Length)];
        return SignalProbe.Begin(
            ProblemParts.From(problem, start),
            new LogisticRegressionFactory());
    }

    // Mean over five problems.
    private static double CorrelationWithRefits(ISignal signal, int classes, int features, int labels, int sample, Func<float[], float> loss) =>
        Enumerable.Range(1, 5).Average(seed =>
        {
            Problem blobs = Problems.Blobs(pool: 100, features: features, classes: classes, spread: 2, seed: (ulong)seed);
            SignalContext context = Labelled(RandomProblems.Scaled(blobs, 0.4f), labels);
            return RankCorrelation(context.Values(signal), ByRefits(context, sample, loss));
        });

    // Minus the expected loss over the signal's own sample after the candidate was really labelled and the model refitted.
    private static float[] ByRefits(SignalContext context, int size, Func<float[], float> loss)
    {
        int[] sample = new int[size];
        sample = sample[..context.Sample(sample)];
        int classes = context.ClassCount;
        float[] p = new float[context.Items.Features.Rows * classes];
        var reductions = new float[context.Candidates.Length];
        for (int i = 0; i < reductions.Length; i++)
        {
            int row = context.Candidates[i];
            for (int label = 0; label < classes; label++)
            {
                var learner = new LogisticRegression();
                learner.Start(context.Items, context.Pool.Space);
                learner.Fit([.. context.Pool.Labelled, row], [.. context.Pool.Labels, label], []);
                learner.Predict(context.Items.Features, p);
                reductions[i] -= context.ProbabilitiesOf(row)[label] * sample.Sum(u => loss(p.AsSpan(u * classes, classes).ToArray()));
            }
        }
        return reductions;
    }

    private static double RankCorrelation(float[] a, float[] b)
    {
        Ranking.ToRanks(a, new float[a.Length], new int[a.Length]);
        Ranking.ToRanks(b, new float[b.Length], new int[b.Length]);
        return MathNet.Numerics.Statistics.Correlation.Pearson(a.Select(r => (double)r), b.Select(r => (double)r));
    }

    private static Matrix<double> Hessian(SignalContext context, Func<int, double> curvature, double biasPenalty)
    {
        int width = context.Items.Features.Columns + 1;
        Matrix<double> hessian = Matrix<double>.Build.DenseIdentity(width);
        hessian[width - 1, width - 1] = biasPenalty;
        foreach (int row in context.Pool.Labelled)
        {
            Vector<double> x = Extended(context, row);
            hessian += curvature(row) * x.OuterProduct(x);
        }
        return hessian;
    }

    private static double Curvature(SignalContext context, int row, int k)
    {
        double p = context.ProbabilitiesOf(row)[k];
        return p * (1 - p);
    }

    private static Vector<double> Extended(SignalContext context, int row) =>
        Vector<double>.Build.DenseOfEnumerable([.. context.Items.Features.Row(row).ToArray().Select(value => (double)value), 1]);

    private static double Loss(Problem problem, int row, int label, double[,] weights)
    {
        double[] x = [.. problem.PoolFeatures.Row(row).ToArray().Select(value => (double)value), 1];
        double[] scores = [.. Enumerable.Range(0, weights.GetLength(0)).Select(k => x.Select((value, j) => value * weights[k, j]).Sum())];
        return Math.Log(scores.Sum(Math.Exp)) - scores[label];
    }

    private static IEnumerable<(int, int)> Indices(int rows, int columns) =>
        Enumerable.Range(0, rows * columns).Select(i => (i / columns, i % columns));
}
