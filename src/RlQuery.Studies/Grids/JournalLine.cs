using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>
/// A line of an <see cref="EpisodeJournal"/>: 16 hexadecimal digits of the SHA-256 of the JSON behind them, a space, the JSON and a line feed.
/// </summary>
internal static class JournalLine
{
    private const int SumLength = 16;
    private const string Kind = "rlquery evaluation";
    private const int Format = 1;

    /// <summary>The first line.</summary>
    public static byte[] Of(EvaluationSettings settings, Shard shard) => Seal(new JsonObject
    {
        ["journal"] = Kind,
        ["format"] = Format,
        ["part"] = shard.Part,
        ["parts"] = shard.Parts,
        ["departures"] = settings.CountDepartures,
        ["settings"] = settings.Describe(),
    }.ToJsonString());

    /// <summary>The line of an episode. Numbers are written so that they are read back to the last bit.</summary>
    public static byte[] Of(EpisodeOutcome outcome)
    {
        (string learner, EpisodeSpec spec) = outcome.Cell;
        return Seal(JsonSerializer.Serialize(new Entry(
            learner, spec.Data, spec.Strategy, spec.Seed, outcome.Curve?.Costs, outcome.Curve?.Scores, outcome.Curve?.Departures, outcome.Failure,
            outcome.Curve is { Others.Count: > 0 } curve ? [.. curve.Others.Select(other => other.Scores)] : null,
            outcome.Curve is { Stops.Count: > 0 } stopped ? [.. stopped.Stops] : null)));
    }

    /// <summary>Reads a first line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parts">Where metrics and heuristics are found.</param>
    /// <returns>Null for anything else.</returns>
    /// <exception cref="InvalidInputException">It is one, of settings that cannot be.</exception>
    public static (EvaluationSettings Settings, Shard Shard)? ReadSettings(string line, Parts parts)
    {
        try
        {
            return Open(line) is string text && JsonText.ParseObject(text) is { } header
                && header["journal"] is JsonValue kind && kind.TryGetValue(out string? word) && word == Kind
                && Number(header, "format") == Format
                && header["settings"] is JsonObject settings && header["departures"] is JsonValue counted && counted.TryGetValue(out bool departures)
                && Number(header, "parts") is int all and >= 1 and <= Shard.MostParts && Number(header, "part") is int part && part >= 1 && part <= all
                ? (new EvaluationSettings(settings, departures, parts), new Shard(part, all))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the line of an episode.</summary>
    /// <param name="line">The line.</param>
    /// <param name="metrics">What was measured.</param>
    /// <param name="known">Costs that curves have in common; null where that does not matter.</param>
    /// <returns>Null for one that is torn or damaged, or of a curve that cannot be.</returns>
    public static EpisodeOutcome? ReadOutcome(string line, IReadOnlyList<IMetric> metrics, KnownCosts? known = null)
    {
        if (Open(line) is not string text || Parse(text) is not { } entry || !entry.IsWhole(metrics.Count))
        {
            return null;
        }
        double[] costs = entry.Costs is null ? [] : known?.Of(entry.Costs) ?? entry.Costs;
        LearningCurve? curve = entry.Scores is null ? null : new LearningCurve(costs, entry.Scores)
        {
            Metric = metrics[0],
            Others = entry.Others is null
                ? []
                : [.. entry.Others.Zip(metrics.Skip(1), (scores, metric) => new LearningCurve(costs, scores) { Metric = metric })],
            Departures = entry.Departures,
            Stops = entry.Stops ?? [],
        };
        return new EpisodeOutcome(new GridCell(entry.Learner, new EpisodeSpec(entry.Data, entry.Strategy, entry.Seed)), curve, entry.Failure);
    }

    private static int? Number(JsonObject header, string name) => header[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static Entry? Parse(string text)
    {
        try
        {
            return JsonText.Deserialize<Entry>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static byte[] Seal(string text) => Encoding.UTF8.GetBytes($"{Sum(text)} {text}\n");

    private static string? Open(string line) =>
        line.Length > SumLength + 1 && line[SumLength] == ' ' && line[..SumLength] == Sum(line[(SumLength + 1)..]) ? line[(SumLength + 1)..] : null;

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];

    private sealed record Entry(
        string Learner, string Data, string Strategy, long Seed,
        [property: JsonPropertyName("Labels")] double[]? Costs, double[]? Scores, int[]? Departures, string? Failure,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double[][]? Others = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double?[]? Stops = null)
    {
        /// <summary>An episode has names, and a failure or a curve: as many scores as costs in every metric, and costs that do not fall.</summary>
        public bool IsWhole(int metrics) => Learner is not null && Data is not null && Strategy is not null && (Scores is null
            ? Costs is null && Departures is null && Failure is not null
            : Costs is { Length: > 0 } && Costs.Length == Scores.Length && Costs.Zip(Costs.Skip(1)).All(pair => pair.First <= pair.Second)
                && (Departures is null || Departures.Length == Costs.Length)
                && (Others?.Length ?? 0) == metrics - 1 && (Others ?? []).All(scores => scores?.Length == Costs.Length));
    }
}
