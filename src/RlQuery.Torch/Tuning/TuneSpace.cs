using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Tuning;

/// <summary>The settings of an agent that a tuning tries, and where it looks for each.</summary>
public sealed class TuneSpace
{
    private readonly string _agent;
    private readonly JsonObject _own;
    private readonly JsonObject _values;

    private TuneSpace(string agent, IReadOnlyDictionary<string, TuneRange> ranges, JsonObject own, JsonObject values)
    {
        Ranges = ranges;
        (_agent, _own, _values) = (agent, own, values);
    }

    /// <summary>The ranges, by the names of the settings.</summary>
    public IReadOnlyDictionary<string, TuneRange> Ranges { get; }

    /// <summary>The space of an agent: the ranges that the environment names for it, or <see cref="TuneDefaults"/> where it names none.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings or ranges that are not allowed, a line each.</exception>
    public static TuneSpace Of(EnvironmentDefinition environment, string agent)
    {
        AgentOptions options = AgentCatalog.Options(environment, agent);
        return new TuneSpace(agent, environment.Tune.GetValueOrDefault(agent) ?? TuneDefaults.Of(agent), OwnOf(environment, agent), AgentCatalog.Values(options));
    }

    /// <summary>Everything about the ranges of an environment that is not allowed, a line each. What is wrong with their form is not told again.</summary>
    /// <param name="environment">The environment.</param>
    public static IReadOnlyList<string> Faults(EnvironmentDefinition environment) =>
    [
        .. environment.Tune.Keys.Where(agent => !AgentCatalog.Names.Contains(agent)).Select(agent => $"tune: '{agent}' is unknown{NearestName.Hint(agent, AgentCatalog.Names)}"),
        .. from agent in environment.Tune.Where(agent => AgentCatalog.Names.Contains(agent.Key))
           from setting in agent.Value.Where(setting => setting.Value.Fault() is null)
           from fault in Faults(environment, agent.Key, setting.Key, setting.Value).Distinct()
           select fault,
    ];

    /// <summary>What a trial sets: the first has the settings of the environment, every other one draws its own, which depend on the seed and its number alone.</summary>
    /// <param name="seed">Seed of the tuning.</param>
    /// <param name="trial">Number of the trial, from 1.</param>
    /// <returns>A value for each of <see cref="Ranges"/>.</returns>
    public IReadOnlyDictionary<string, JsonNode?> Draw(ulong seed, int trial)
    {
        ulong own = SeedSequence.Child(SeedSequence.Child(seed, "trials"), (ulong)trial);
        return Ranges.ToDictionary(
            range => range.Key, range => trial == 1 ? _values[range.Key]?.DeepClone() : Draw(range.Value, new Pcg64(own, range.Key), AgentCatalog.IsWhole(_agent, range.Key)));
    }

    /// <summary>All that the environment would say of the agent with what a trial sets.</summary>
    /// <param name="drawn">What the trial sets.</param>
    public JsonElement Settings(IReadOnlyDictionary<string, JsonNode?> drawn)
    {
        var settings = (JsonObject)_own.DeepClone();
        foreach ((string name, JsonNode? value) in drawn)
        {
            settings[name] = value?.DeepClone();
        }
        return JsonSerializer.SerializeToElement(settings);
    }

    // A range is allowed where its ends are: every setting allows all between two values that it allows.
    private static IEnumerable<string> Faults(EnvironmentDefinition environment, string agent, string name, TuneRange range)
    {
        string place = $"tune.{agent}";
        foreach (JsonElement bound in range.Bounds)
        {
            JsonObject settings = OwnOf(environment, agent);
            settings[name] = JsonNode.Parse(bound.GetRawText());
            // How settings fit together is seen when they are drawn.
            foreach (string fault in AgentCatalog.Faults(agent, JsonSerializer.SerializeToElement(settings), place).Where(fault => IsOf(fault, place, name)))
            {
                yield return fault;
            }
        }
    }

    private static bool IsOf(string fault, string place, string name) =>
        fault.StartsWith($"{place}: '{name}'", StringComparison.Ordinal)
        || (fault.StartsWith($"{place}.{name}", StringComparison.Ordinal) && fault[(place.Length + name.Length + 1)..] is [':' or '[' or '.', ..]);

    private static JsonObject OwnOf(EnvironmentDefinition environment, string agent) =>
        environment.Agents.TryGetValue(agent, out JsonElement element) && JsonNode.Parse(element.GetRawText(), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) is JsonObject own
            ? own
            : [];

    private static JsonNode? Draw(TuneRange range, Pcg64 generator, bool whole)
    {
        if (range.Choice is { } choice)
        {
            return JsonNode.Parse(choice[generator.NextInt(choice.Count)].GetRawText());
        }
        (double low, double high) = (range.Log ?? range.Uniform) is [double first, double last] ? (first, last) : throw new InvalidOperationException("a range has two ends");
        if (whole && range.Log is null)
        {
            return JsonValue.Create((int)low + generator.NextInt((int)(high - low) + 1));
        }
        double share = generator.NextDouble();
        double value = range.Log is null ? low + (share * (high - low)) : low * Math.Pow(high / low, share);
        return whole ? JsonValue.Create((int)Math.Clamp(Math.Round(value), low, high)) : JsonValue.Create(Math.Clamp(Short(value), low, high));
    }

    // A setting of four digits is as good as any between it and the next, and can be read, written down and typed.
    private static double Short(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
