namespace RlQuery.Reports.Tests;

/// <summary>Small curves to draw.</summary>
internal static class Samples
{
    public static readonly string[] Strategies = ["random", "margin", "entropy", "my-policy"];

    public static LearningCurvePanel Panel(string data, bool bands = true) => new(
        data,
        [
            .. Strategies.Select((name, k) =>
            {
                double[] labels = [2, 3, 4, 5, 6];
                double[] mean = [.. labels.Select(count => 0.9 - (0.4 / (count + k)))];
                return new StrategyCurve(
                    name, name == "my-policy", labels, mean,
                    [.. mean.Select(value => bands ? value - 0.02 : double.NaN)],
                    [.. mean.Select(value => bands ? value + 0.02 : double.NaN)]);
            }),
        ]);

    public static GrowthPanel Growth(string size, double exponent)
    {
        double[] sizes = [100, 200, 400, 800];
        return new GrowthPanel(size, sizes, [("query", [.. sizes.Select(n => Math.Pow(n, exponent))]), ("step", [.. sizes.Select(n => 5 * n)])]);
    }

    public static RewardRun Run(string name, int updates = 40, bool validated = true)
    {
        double[] steps = [.. Enumerable.Range(1, updates).Select(i => i * 50.0)];
        return new RewardRun(
            name, steps,
            [.. steps.Select((step, i) => i == 0 ? double.NaN : 0.2 + (0.1 * Math.Sin(i + name.Length)))],
            [.. steps.Select((step, i) => validated && i % 10 == 9 ? i * 0.001 : double.NaN)]);
    }
}
