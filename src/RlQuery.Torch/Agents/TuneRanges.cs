using System.Text.Json;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents;

/// <summary>Ranges of settings that several agents share, and helpers for others.</summary>
internal static class TuneRanges
{
    public static TuneRange LearningRate { get; } = Log(1e-4, 1e-2);

    public static TuneRange Hidden { get; } = Choice(new[] { 32, 32 }, [64, 64], [128, 128]);

    public static TuneRange Discount { get; } = Uniform(0.8, 1);

    public static TuneRange ShortlistShare { get; } = Log(0.05, 0.5);

    public static TuneRange Log(double low, double high) => new() { Log = [low, high] };

    public static TuneRange Uniform(double low, double high) => new() { Uniform = [low, high] };

    public static TuneRange Choice<T>(params T[] values) => new() { Choice = [.. values.Select(value => JsonSerializer.SerializeToElement(value))] };
}
