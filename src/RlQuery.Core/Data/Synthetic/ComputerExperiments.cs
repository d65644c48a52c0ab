namespace RlQuery.Core.Data.Synthetic;

/// <summary>Functions by which the design of computer experiments is tested.</summary>
internal static class ComputerExperiments
{
    /// <summary>A rough function of three angles: T. Ishigami and T. Homma, "An Importance Quantification Technique in Uncertainty Analysis" (1990).</summary>
    public static TestFunction Ishigami { get; } = new(
        [.. Enumerable.Repeat((-Math.PI, Math.PI), 3)],
        x => Math.Sin(x[0]) + (7 * Math.Pow(Math.Sin(x[1]), 2)) + (0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0])));

    /// <summary>Water that flows through a borehole: M.D. Morris, T.J. Mitchell and D. Ylvisaker, "Bayesian Design and Analysis" (1993).</summary>
    /// <remarks>
    /// In order: radius of the hole and of influence; transmissivity and head of the upper aquifer, then of the lower one; length and conductivity of the hole.
    /// </remarks>
    public static TestFunction Borehole { get; } = new(
        [(0.05, 0.15), (100, 50_000), (63_070, 115_600), (990, 1110), (63.1, 116), (700, 820), (1120, 1680), (9855, 12_045)],
        x =>
        {
            double spread = Math.Log(x[1] / x[0]);
            return 2 * Math.PI * x[2] * (x[3] - x[5]) / (spread * (1 + (2 * x[6] * x[2] / (spread * x[0] * x[0] * x[7])) + (x[2] / x[4])));
        });
}
