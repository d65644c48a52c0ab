using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Numerics;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tuning;

/// <summary>The search space of a tuning: an agent's settings, with a range for each.</summary>
public sealed class TuneSpace
{
    private readonly Type _options;
    private readonly JsonObject _given;
    private readonly JsonObject _values;

    private TuneSpace(IReadOnlyDictionary<string, TuneRange> ranges, Type options, JsonObject given, JsonObject values)
    {
        Ranges = ranges;
        (_options, _given, _values) = (options, given, values);
    }

    /// <summary>The ranges, by the names of the settings.</summary>
    public IReadOnlyDictionary<string, TuneRange> Ranges { get; }

    /// <summary>The search space of an agent: the ranges in the environment, or <see cref="IAgentDescriptor.Ranges"/> where it names none.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="parts">Where agents, and names in settings, are looked up.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings or ranges that are not allowed, a line each.</exception>
    public static TuneSpace Of(EnvironmentDefinition environment, string agent, Parts parts)
    {
        AgentOptions options = AgentSettings.Of(environment, agent, parts);
        JsonObject values = JsonSerializer.SerializeToNode(options, options.GetType(), JsonForm.Strict)!.AsObject();
        IReadOnlyDictionary<string, TuneRange> ranges = environment.Tune.GetValueOrDefault(agent) ?? parts.Find<IAgentDescriptor>(agent).Ranges;
        return new TuneSpace(ranges, options.GetType(), AgentSettings.Given(environment, agent), values);
    }

    /// <summary>The settings of a trial: the first has those of the environment. Every other one depends only on the seed and its number.</summary>
    /// <param name="seed">Seed of the tuning.</param>
    /// <param name="trial">Number of the trial, from 1.</param>
    /// <returns>A value for each of <see cref="Ranges"/>.</returns>
    public IReadOnlyDictionary<string, JsonNode?> Draw(ulong seed, int trial)
    {
        ulong own = SeedSequence.Child(SeedSequence.Child(seed, "trials"), (ulong)trial);
        return Ranges.ToDictionary(
            range => range.Key,
            range => trial == 1 ? _values[range.Key]?.DeepClone() : Draw(range.Value, new Pcg64(own, range.Key), IsWhole(range.Key)));
    }

    /// <summary>The environment's settings of the agent, with those of a trial.</summary>
    /// <param name="drawn">What the trial sets.</param>
    public JsonElement Settings(IReadOnlyDictionary<string, JsonNode?> drawn)
    {
        var settings = (JsonObject)_given.DeepClone();
        foreach ((string name, JsonNode? value) in drawn)
        {
            settings[name] = value?.DeepClone();
        }
        return JsonSerializer.SerializeToElement(settings);
    }

    private bool IsWhole(string name) =>
        JsonForm.Strict.GetTypeInfo(_options).Properties.FirstOrDefault(property => property.Name == name)?.PropertyType == typeof(int);

    private static JsonNode? Draw(TuneRange range, Pcg64 generator, bool whole)
    {
        if (range.Choice is { } choice)
        {
            return JsonNode.Parse(choice[generator.NextInt(choice.Count)].GetRawText());
        }
        (double low, double high) = (range.Log ?? range.Uniform) is [double first, double last]
            ? (first, last)
            : throw new InvalidOperationException("a range has two ends");
        if (whole && range.Log is null)
        {
            return JsonValue.Create((int)low + generator.NextInt((int)(high - low) + 1));
        }
        double share = generator.NextDouble();
        double value = range.Log is null ? low + (share * (high - low)) : low * Math.Pow(high / low, share);
        return whole ? JsonValue.Create((int)Math.Clamp(Math.Round(value), low, high)) : JsonValue.Create(Math.Clamp(Short(value), low, high));
    }

    // Four significant digits are enough, and can be read and typed.
    private static double Short(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
