using RlQuery.Core.Numerics;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

/// <summary>Measured sets whose gains are known functions of their descriptors, and noise.</summary>
internal static class AdviceSamples
{
    public static TableDescriptors Table(int classes, int features = 10, int rows = 500) => new()
    {
        Rows = rows,
        Features = features,
        Classes = classes,
        EffectiveDimensions = features / 2.0,
        TwoValued = 0,
        Embedded = false,
    };

    /// <summary>Each of its own origin: margin gains 0.02, the policy 0.01 for each class beyond two, with noise.</summary>
    public static IReadOnlyList<MeasuredSet> Sets(int count, ulong seed, double noise = 0.01)
    {
        var draws = new Pcg64(seed, "sets");
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                TableDescriptors table = Table(2 + draws.NextInt(8), 2 + draws.NextInt(60), 50 + draws.NextInt(2000));
                double policy = (0.01 * (table.Classes - 2)) + (noise * draws.NextGaussian());
                double margin = 0.02 + (noise * draws.NextGaussian());
                return new MeasuredSet($"set {i}", $"origin {i}", table, [.. TableAdvice.Budgets.Select(queries => new MeasuredGain(queries, policy, margin))]);
            }),
        ];
    }

    public static AdviceData Data(IReadOnlyList<MeasuredSet> sets) =>
        new("", "logistic-regression", new GainModel(GainModel.Nearest, 5, ["classes"]), sets);
}
