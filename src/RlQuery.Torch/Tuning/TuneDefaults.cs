using System.Text.Json;
using RlQuery.Core.Environments;

namespace RlQuery.Torch.Tuning;

/// <summary>Where a tuning looks for the settings of an agent of which an environment says nothing: those that change most what is learned, around their defaults.</summary>
public static class TuneDefaults
{
    private static readonly TuneRange Rate = Log(1e-4, 1e-2);
    private static readonly TuneRange Hidden = Choice(new[] { 32, 32 }, [64, 64], [128, 128]);
    private static readonly TuneRange Discount = Uniform(0.8, 1);
    private static readonly TuneRange Shortlist = Log(0.05, 0.5);

    /// <summary>The ranges of an agent.</summary>
    /// <param name="agent">One of <see cref="Agents.AgentCatalog.Names"/>.</param>
    public static IReadOnlyDictionary<string, TuneRange> Of(string agent) => agent switch
    {
        "dqn" => new Dictionary<string, TuneRange>
        {
            ["learningRate"] = Rate,
            ["hidden"] = Hidden,
            ["discount"] = Discount,
            ["nSteps"] = Choice(1, 3, 5, 10),
            ["targetUpdate"] = Log(1e-3, 1e-1),
            ["shortlistShare"] = Shortlist,
        },
        "policy-gradient" => new Dictionary<string, TuneRange>
        {
            ["learningRate"] = Rate,
            ["hidden"] = Hidden,
            ["discount"] = Discount,
            ["entropyWeight"] = Log(1e-4, 1e-1),
            ["shortlistShare"] = Shortlist,
        },
        "imitation" => new Dictionary<string, TuneRange>
        {
            ["learningRate"] = Rate,
            ["hidden"] = Hidden,
            ["candidates"] = Choice(8, 16, 32),
            ["rolloutSteps"] = Choice(6, 12, 24),
            ["ownStates"] = Uniform(0, 1),
            ["shortlistShare"] = Shortlist,
        },
        "evolution" => new Dictionary<string, TuneRange>
        {
            ["learningRate"] = Log(5e-3, 1e-1),
            ["sigma"] = Log(0.1, 1),
            ["pairs"] = Choice(128, 256, 512),
            ["decay"] = Log(1e-3, 1e-1),
            ["shortlistShare"] = Shortlist,
        },
        _ => throw new ArgumentException($"no agent is called {agent}", nameof(agent)),
    };

    private static TuneRange Log(double low, double high) => new() { Log = [low, high] };

    private static TuneRange Uniform(double low, double high) => new() { Uniform = [low, high] };

    private static TuneRange Choice<T>(params T[] values) => new() { Choice = [.. values.Select(value => JsonSerializer.SerializeToElement(value))] };
}
