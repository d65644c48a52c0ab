using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tests.Signals;

/// <summary>The step that a label makes, against the least of the loss that it stands for.</summary>
public sealed class LabelStepTests
{
    public static TheoryData<int, double> Cases
    {
        get
        {
            var cases = new TheoryData<int, double>();
            foreach (int classes in new[] { 2, 3, 6, 15, 50, 150 })
            {
                foreach (double leverage in new double[] { 0.1, 1, 10, 100, 400 })
                {
                    cases.Add(classes, leverage);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Three_steps_make_nearly_the_whole_fall_of_the_loss(int classes, double size)
    {
        var draws = new Pcg64(6, $"{classes} classes, leverage {size}");
        foreach (double spread in new[] { 0.1, 1, 3 })
        {
            float[] scores = Draw(() => spread * draws.NextGaussian());
            float[] leverage = Draw(() => size * Math.Exp(0.3 * draws.NextGaussian()));
            float[] moved = new float[scores.Length], pushes = new float[scores.Length];
            int label = draws.NextInt(classes);
            LabelStep.Solve<ExactExponential>(label, scores, leverage, 1, moved, pushes);
            for (int lane = 0; lane < LabelStep.Lanes; lane++)
            {
                double[] s = Lane(scores, lane), h = Lane(leverage, lane);
                double start = Loss(s, s, h, label), least = Loss(Least(s, h, label), s, h, label);
                double left = Loss(Lane(moved, lane), s, h, label) - least;
                Assert.True(left <= 0.05 * (start - least), $"{left / (start - least):P1} of the fall is left in lane {lane}, spread {spread}");
            }
        }

        float[] Draw(Func<double> value) => [.. Enumerable.Range(0, classes * LabelStep.Lanes).Select(_ => (float)value())];
        double[] Lane(float[] values, int lane) => [.. Enumerable.Range(0, classes).Select(k => (double)values[(k * LabelStep.Lanes) + lane])];
    }

    private static double Loss(double[] t, double[] s, double[] h, int label) =>
        t.Select((value, k) => (value - s[k]) * (value - s[k]) / (2 * h[k])).Sum() + Math.Log(t.Sum(Math.Exp)) - t[label];

    // By a quadratic that lies above the loss (Böhning 1992): each step lowers it.
    private static double[] Least(double[] s, double[] h, int label)
    {
        double[] t = [.. s];
        for (int iteration = 0; iteration < 3000; iteration++)
        {
            double total = t.Sum(Math.Exp);
            for (int k = 0; k < t.Length; k++)
            {
                double p = Math.Exp(t[k]) / total;
                t[k] -= (((t[k] - s[k]) / h[k]) + p - (k == label ? 1 : 0)) / ((1 / h[k]) + 0.5);
            }
        }
        return t;
    }
}
