using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Machines with hints solve their problem; the bandit follows what has gained, from the labels alone.</summary>
public sealed class HintAndBanditTests
{
    [Fact]
    public void The_machine_with_hints_has_no_gap_between_its_primal_and_its_dual()
    {
        Problem problem = ProblemParts.From(Problems.Blobs(pool: 24, classes: 2, spread: 2), [.. Enumerable.Range(0, 8)]);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] decisions = new float[32];
        context.Hints.Decide(decisions);
        // The candidates are all hints; with the labelled rows' own decisions, the multipliers follow from those of all.
        double gamma = context.Frequencies.Gamma;
        Matrix<double> kernel = Matrix<double>.Build.Dense(24, 24, (i, j) =>
            Math.Exp(-gamma * VectorMath.SquaredDistance(problem.PoolFeatures.Row(i), problem.PoolFeatures.Row(j))) + 1);
        double[] signs = [.. Enumerable.Range(0, 8).Select(row => problem.PoolLabels[row] == 0 ? 1.0 : -1)];
        double[] best = Minimise(kernel, signs);
        Vector<double> f = kernel * Vector<double>.Build.Dense(best);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(f[8 + i], decisions[2 * i], 2e-3);
            Assert.Equal(-f[8 + i], decisions[(2 * i) + 1], 2e-3);
        }
        double square = Vector<double>.Build.Dense(best) * f;
        double primal = (square / 2) + (0.1 * signs.Select((sign, i) => Math.Max(0, 1 - (sign * f[i]))).Sum()) + (0.1 * f.Skip(8).Sum(Math.Abs));
        double dual = signs.Select((sign, i) => sign * best[i]).Sum() - (square / 2);
        Assert.Equal(primal, dual, 1e-3);
    }

    [Fact]
    public void Hints_draw_the_boundary_to_where_most_rows_are()
    {
        // Labels at 0 and 4; fifteen rows around 1.5 and one at 2.
        float[] x = [0, 4, .. Enumerable.Range(0, 15).Select(i => 1.4f + (i * 0.01f)), 2.5f];
        Problem problem = Problems.Of(x, 1, [.. x.Select(value => value > 2 ? 1 : 0)], 2, 0, 1);
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 10, 1);
        Assert.InRange(episode.Choice("hint-svm"), 2, 16);
    }

    // libact's step, as it stands in the reference file: id libact-albl-exp4p-step.
    [Fact]
    public void One_round_of_the_bandit_is_libacts()
    {
        var bandit = new Exp4P(experts: 3, rounds: 10);
        Assert.Equal(0.19136459866514058, bandit.Least, 1e-12);
        double[][] advice = [[1, 0, 0, 0], [0, 1, 0, 0], [0.25, 0.25, 0.25, 0.25]];
        double[] chances = [.. Enumerable.Range(0, 4).Select(item => Enumerable.Range(0, 3).Sum(k => advice[k][item] * bandit.Probability(k)))];
        Assert.Equal([0.41666666666666663, 0.41666666666666663, 0.08333333333333333, 0.08333333333333333], chances, (a, b) => Math.Abs(a - b) < 1e-12);
        bandit.Learn([1, 0, 0.25], chances[0], 0.05);
        Assert.Equal([1.114196230887925, 1.1014763319074103, 1.1046426277532513], bandit.Weights, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_bandit_that_is_resumed_goes_on_as_it_would_have()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3, features: 4);
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 20, 5);
        var chosen = new List<int>();
        for (int query = 0; query < 8; query++)
        {
            int next = episode.Choice("albl");
            var resumed = new Episode(new LogisticRegressionFactory());
            resumed.Resume(problem, [.. chosen], 20, 5);
            Assert.Equal(next, resumed.Choice("albl"));
            chosen.Add(next);
            episode.Take(next);
            episode.Label();
        }
    }

    [Fact]
    public void The_chances_of_a_bandit_are_a_distribution_over_what_its_experts_want()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3, features: 4);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        double[] chances = new double[37];
        context.Bandit.Chances(chances);
        Assert.Equal(1, chances.Sum(), 1e-9);
        // Three experts want one row each, perhaps the same; all others have the same chance.
        Assert.InRange(chances.Count(chance => chance > chances.Min() + 1e-9), 1, 3);
    }

    // Coordinate after coordinate of the dual, in double precision, to a much smaller step.
    private static double[] Minimise(Matrix<double> kernel, double[] signs)
    {
        double[] a = new double[kernel.RowCount];
        for (int round = 0; round < 20_000; round++)
        {
            for (int i = 0; i < a.Length; i++)
            {
                double sign = i < signs.Length ? signs[i] : 0;
                double value = kernel.Row(i).Select((k, j) => k * a[j]).Sum();
                a[i] = Math.Clamp(a[i] - ((value - sign) / kernel[i, i]), sign > 0 ? 0 : -0.1, sign < 0 ? 0 : 0.1);
            }
        }
        return a;
    }
}
