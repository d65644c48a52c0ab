using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of what labels cover by a kernel, against their papers' definitions, computed directly.</summary>
public sealed class HerdingTests
{
    [Fact]
    public void Herding_is_the_mean_kernel_that_a_label_adds_and_uncertain_rows_may_count_for_more()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        SignalContext context = Begin(problem, out int[] known);
        float[] plain = context.Values(new HerdingSignal()), uncertain = context.Values(new UncertainHerdingSignal());
        int[] candidates = context.Candidates.ToArray();
        for (int i = 0; i < candidates.Length; i++)
        {
            double[] gains = [.. Enumerable.Range(0, 40).Select(row =>
                Math.Max(0, Kernel(context, candidates[i], row) - known.Max(label => Kernel(context, label, row))))];
            Assert.Equal(gains.Average(), plain[i], 1e-5);
            Assert.Equal(gains.Select((gain, row) => gain * (1 - Margin(context, row))).Average(), uncertain[i], 1e-5);
        }
    }

    [Fact]
    public void A_lightweight_core_set_draws_half_evenly_and_half_by_distance_to_the_mean()
    {
        Problem problem = Problems.Of([0, 0, 1, 2, 6], 1, [0, 1, 0, 1, 0], 2, 0);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        double[] chances = new double[4];
        LightweightCoresetSignal.Chances(context, chances);
        // The mean of 0, 1, 2 and 6 is 2.25.
        double[] squared = [2.25 * 2.25, 1.25 * 1.25, 0.25 * 0.25, 3.75 * 3.75];
        Assert.Equal(squared.Select(value => 0.125 + (0.5 * value / squared.Sum())), chances, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static SignalContext Begin(Problem problem, out int[] known)
    {
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        context.Pool.Take(15);
        context.Show(context.Pool.Candidates);
        known = [.. problem.Start, 15];
        return context;
    }

    private static double Margin(SignalContext context, int row)
    {
        float[] p = [.. context.ProbabilitiesOf(row).ToArray().OrderDescending()];
        return p[0] - p[1];
    }

    private static double Kernel(SignalContext context, int a, int b) => Math.Exp(
        -context.Frequencies.Gamma * VectorMath.SquaredDistance(context.Items.Features.Row(a), context.Items.Features.Row(b)));
}
