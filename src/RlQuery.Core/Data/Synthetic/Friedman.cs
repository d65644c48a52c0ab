namespace RlQuery.Core.Data.Synthetic;

/// <summary>The three functions by which J.H. Friedman tested MARS ("Multivariate Adaptive Regression Splines", 1991).</summary>
/// <remarks>
/// L. Breiman, "Bagging Predictors" (1996), tests by the same: the first is of Friedman's section 4.3, the other two, impedance and phase of a circuit of
/// alternating current, of section 4.4.
/// </remarks>
internal static class Friedman
{
    // Resistance, frequency, inductance and capacitance of the circuit.
    private static readonly (double, double)[] Circuit = [(0, 100), (40 * Math.PI, 560 * Math.PI), (0, 1), (1, 11)];

    public static TestFunction First { get; } = new(
        [.. Enumerable.Repeat((0.0, 1.0), 5)],
        x => (10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * (x[2] - 0.5) * (x[2] - 0.5)) + (10 * x[3]) + (5 * x[4]));

    public static TestFunction Second { get; } = new(Circuit, x => Math.Sqrt((x[0] * x[0]) + (Reactance(x) * Reactance(x))));

    public static TestFunction Third { get; } = new(Circuit, x => Math.Atan2(Reactance(x), x[0]));

    private static double Reactance(double[] x) => (x[1] * x[2]) - (1 / (x[1] * x[3]));
}
