using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Tuning;

namespace RlQuery.Studies.Tuning;

/// <summary>All that a tuning depends on.</summary>
/// <param name="Environment">Where trials are trained and scored.</param>
/// <param name="Agent">Name of the agent.</param>
/// <param name="Space">What trials set.</param>
/// <param name="Trials">Number of trials.</param>
/// <param name="Steps">Environment steps of trials that reach the last rung.</param>
/// <param name="Eta">One in this many trials continues.</param>
/// <param name="Repeats">Splits of each validation set on which a trial is scored.</param>
/// <param name="Seed">Seed of the draws, the training runs and the splits.</param>
internal sealed record TuningPlan(LoadedEnvironment Environment, string Agent, TuneSpace Space, int Trials, int Steps, int Eta, int Repeats, int Seed)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Names of the settings.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Space.Ranges.Keys];

    public IReadOnlyList<Rung> Rungs { get; } = SuccessiveHalving.Rungs(Trials, Steps, Eta);

    /// <summary>Who may read at most what comes of it.</summary>
    public UnixFileMode Most => FileModes.Of(Environment.Training.Concat(Environment.Validation).Select(set => set.Source));

    /// <summary>What a trial sets.</summary>
    /// <param name="trial">Its number, from 1.</param>
    public IReadOnlyDictionary<string, JsonNode?> Drawn(int trial) => Space.Draw((ulong)Seed, trial);

    /// <summary>The values that a trial sets, as JSON has them.</summary>
    public IReadOnlyList<string> Values(int trial)
    {
        IReadOnlyDictionary<string, JsonNode?> drawn = Drawn(trial);
        return [.. Names.Select(name => drawn[name]?.ToJsonString() ?? "null")];
    }

    /// <summary>Where a trial is trained.</summary>
    public LoadedEnvironment EnvironmentOf(int trial) => Environment.With(Agent, Space.Settings(Drawn(trial)));

    /// <summary>The plan as text, by which a resumed run is recognised.</summary>
    public JsonObject Describe() => new()
    {
        ["environment"] = new JsonObject { ["name"] = Environment.Name, ["sha256"] = Environment.Hash },
        ["agent"] = Agent,
        ["trials"] = Trials,
        ["steps"] = Steps,
        ["eta"] = Eta,
        ["repeats"] = Repeats,
        ["seed"] = Seed,
        ["rungs"] = new JsonArray([.. Rungs.Select(rung => new JsonObject { ["trials"] = rung.Trials, ["steps"] = rung.Steps })]),
        ["ranges"] = JsonSerializer.SerializeToNode(Space.Ranges, Json),
        ["training"] = Sets(Environment.Training),
        ["validation"] = Sets(Environment.Validation),
    };

    private static JsonArray Sets(IEnumerable<Dataset> sets) => [.. sets.Select(set => new JsonObject { ["name"] = set.Name, ["hash"] = set.Hash })];
}
