using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of kernels against their papers' definitions, computed directly.</summary>
public sealed class KernelSignalTests
{
    [Fact]
    public void Mcpal_is_the_gain_over_all_labels_that_may_come_times_density()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3);
        Episode episode = Start(problem, [10, 11, 12, 13]);
        double[] expected = [.. episode.Pool.Candidates.ToArray().Select(row => Gain(Counts(problem, [.. problem.Start, 10, 11, 12, 13], row)) * Density(row))];
        AssertShares(expected, episode.Column("mcpal"));

        // The pool is smaller than the sample.
        double Density(int row) => Enumerable.Range(0, 30).Where(other => other != row).Average(other => Kernel(problem, row, other));
    }

    [Fact]
    public void A_taken_row_counts_with_its_predicted_probabilities()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3);
        Episode episode = Start(problem, [10, 11]);
        episode.Take(20);
        float[] p = episode.PoolProbabilities(0).Slice(60, 3).ToArray();
        int row = episode.Pool.Candidates[0], last = episode.Pool.Candidates[^1];
        double[] expected = [.. new[] { row, last }.Select(Score)];
        float[] values = episode.Column("mcpal");
        Assert.Equal(expected[0] / expected[1], values[0] / values[^1], 1e-4);

        double Score(int candidate)
        {
            double[] counts = Counts(problem, [.. problem.Start, 10, 11], candidate);
            double density = Enumerable.Range(0, 30).Where(other => other != candidate).Average(other => Kernel(problem, candidate, other));
            return Gain([.. counts.Select((count, k) => count + (Kernel(problem, candidate, 20) * p[k]))]) * density;
        }
    }

    [Fact]
    public void Epistemic_uncertainty_is_what_a_fine_grid_finds()
    {
        foreach ((double n, double p) in new[] { (0.0, 0.0), (0, 0.3), (0.7, 0.7), (3, 6), (2.5, 0.1), (40, 41) })
        {
            double[] grid = [.. Enumerable.Range(0, 200_001).Select(i => i / 200_000.0)];
            double largest = grid.Max(theta => Likelihood(theta));
            double yes = grid.Max(theta => Math.Min(Likelihood(theta) / largest, (2 * theta) - 1));
            double no = grid.Max(theta => Math.Min(Likelihood(theta) / largest, 1 - (2 * theta)));
            Assert.Equal(Math.Min(yes, no), EpistemicUncertaintySignal.Uncertainty(Math.Max(n, p), Math.Min(n, p)), 2e-5);

            double Likelihood(double theta) => Math.Pow(theta, p) * Math.Pow(1 - theta, n);
        }
    }

    [Fact]
    public void Quire_is_the_minimum_over_the_labels_of_all_other_rows()
    {
        Problem problem = Problems.Blobs(pool: 14);
        Episode episode = Start(problem, [5, 6, 9]);
        int[] labelled = [.. problem.Start, 5, 6, 9];
        int[] candidates = episode.Pool.Candidates.ToArray();
        Matrix<double> inverse = (Matrix<double>.Build.Dense(14, 14, (i, j) => Kernel(problem, i, j)) + Matrix<double>.Build.DenseIdentity(14)).Inverse();
        double constant = Least([.. labelled], [.. labelled.Select(Sign)]);
        double[] fits = [.. candidates.Select(row => new[] { -1.0, 1 }.Max(sign => Least([.. labelled, row], [.. labelled.Select(Sign), sign])) - constant)];
        float[] values = episode.Column("quire");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(fits.Min() / fits[i], values[i], 1e-4);
        }

        double Sign(int row) => problem.PoolLabels[row] == 0 ? 1 : -1;

        // min over y of all rows that are not given of yᵀLy, by the normal equations.
        double Least(int[] given, double[] labels)
        {
            int[] free = [.. Enumerable.Range(0, 14).Except(given)];
            Vector<double> y = Vector<double>.Build.Dense(14);
            for (int i = 0; i < given.Length; i++)
            {
                y[given[i]] = labels[i];
            }
            Matrix<double> among = Matrix<double>.Build.Dense(free.Length, free.Length, (i, j) => inverse[free[i], free[j]]);
            Vector<double> pull = Vector<double>.Build.Dense(free.Length, i => -(inverse.Row(free[i]) * y));
            Vector<double> best = among.Solve(pull);
            for (int i = 0; i < free.Length; i++)
            {
                y[free[i]] = best[i];
            }
            return y * inverse * y;
        }
    }

    [Fact]
    public void Quire_chooses_between_classes_and_in_the_unknown()
    {
        // Labels at 0 and 4; candidates in the middle, on a label, and far away.
        Problem problem = Problems.Of([0, 4, 2, 0.1f, 30], 1, [0, 1, 0, 0, 1], 2, 0, 1);
        float[] values = Start(problem, []).Column("quire");
        Assert.True(values[1] < values[0] && values[1] < values[2], string.Join(" ", values));
    }

    private static void AssertShares(double[] expected, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), values[i], 1e-4);
        }
    }

    private static double Kernel(Problem problem, int a, int b)
    {
        float[][] rows = [.. Enumerable.Range(0, problem.PoolFeatures.Rows).Select(row => problem.PoolFeatures.Row(row).ToArray())];
        double spread = Enumerable.Range(0, rows[0].Length).Sum(j =>
        {
            double mean = rows.Average(row => row[j]);
            return rows.Average(row => Math.Pow(row[j] - mean, 2));
        });
        return Math.Exp(-VectorMath.SquaredDistance(rows[a], rows[b]) / spread);
    }

    private static double[] Counts(Problem problem, int[] labelled, int row) => [.. Enumerable.Range(0, problem.Classes).Select(k =>
        labelled.Where(other => problem.PoolLabels[other] == k).Sum(other => Kernel(problem, row, other)))];

    // Draws one label after the other from Pólya's urn, and averages the probability that the class with most labels is right.
    private static double Gain(double[] counts)
    {
        double[] urn = [.. counts.Select(count => count + 1)];
        double now = urn.Max() / urn.Sum();
        return Math.Max(0, Math.Max(After(urn, 1) - now, (After(urn, 2) - now) / 2));

        static double After(double[] urn, int labels) => labels == 0
            ? urn.Max() / urn.Sum()
            : urn.Select((count, k) => count / urn.Sum() * After([.. urn.Select((other, l) => other + (k == l ? 1 : 0))], labels - 1)).Sum();
    }

    private static Episode Start(Problem problem, int[] more)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 40, 1);
        foreach (int row in more)
        {
            episode.Take(row);
        }
        episode.Label();
        return episode;
    }
}
