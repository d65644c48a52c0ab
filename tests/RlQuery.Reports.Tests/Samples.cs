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

    public static RankedStrategy[] Ranks { get; } = [.. Strategies.Select((name, k) => new RankedStrategy(name, name == "my-policy", 3.6 - (0.8 * k)))];

    /// <summary>Differences from -0.02 up to 0.02; the outermost ten on each side are significant.</summary>
    public static ForestPanel Forest(string strategy, int sets, bool intervals = true) => new(
        strategy,
        [
            .. Enumerable.Range(0, sets).Select(i =>
            {
                double difference = sets == 1 ? 0.02 : (0.04 * i / (sets - 1)) - 0.02;
                return Row($"set-{i}", difference, intervals, i < 10 ? -1 : i >= sets - 10 ? 1 : 0);
            }),
        ],
        Row("", 0.001, true, 0));

    public static AttentionPanel Attention(string policy, int signals)
    {
        double total = signals * (signals + 1) / 2.0;
        double[] shares = [.. Enumerable.Range(1, signals).Select(i => i / total)];
        return new AttentionPanel(
            policy, [.. Enumerable.Range(0, signals).Select(i => $"signal {i}")],
            [
                new AttentionStage(0, 4, 0.5, shares), new AttentionStage(4, 8, 0, [.. shares.Select(_ => double.NaN)]),
                new AttentionStage(8, 12, 0.25, shares),
            ]);
    }

    private static ForestRow Row(string data, double difference, bool intervals, int verdict) => new(
        data, difference, intervals ? difference - 0.01 : double.NaN, intervals ? difference + 0.01 : double.NaN, verdict);
}
