using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Studies.Grids;

/// <summary>All that the results of an evaluation depend on, as its manifest says it: two runs with the same settings give the same bytes.</summary>
/// <remarks>It also says which episodes there are, so that runs can be joined where neither data nor policies are.</remarks>
public sealed class EvaluationSettings
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    private readonly JsonObject _manifest;
    private readonly long _seed;
    private readonly int _repeats;

    /// <summary>Reads settings.</summary>
    /// <param name="manifest">A manifest as <see cref="EvaluationManifest"/> gives it.</param>
    /// <param name="countDepartures">Whether the curves say how often a strategy leaves margin's choice.</param>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public EvaluationSettings(JsonObject manifest, bool countDepartures)
    {
        _manifest = manifest;
        CountDepartures = countDepartures;
        try
        {
            Learners = manifest["learners"] is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())] : [manifest["learner"]!.GetValue<string>()];
            Data = Names("data");
            Strategies = Names("strategies");
            Stops = manifest["stop"] is JsonArray stops ? [.. stops.Select(one => one!.GetValue<string>())] : [];
            Reach = manifest["reach"] is JsonArray reach ? [.. reach.Select(one => one!.GetValue<double>())] : [];
            Metrics = manifest["metrics"] is JsonArray metrics ? [.. metrics.Select(one => MetricCatalog.Find(one!.GetValue<string>()))] : [MetricCatalog.Accuracy];
            Seen = [.. manifest["strategies"]!.AsArray().SelectMany(SeenBy)];
            Budget = manifest["budget"]!.GetValue<int>();
            _seed = manifest["seed"]!.GetValue<long>();
            _repeats = manifest["repeats"]!.GetValue<int>();
        }
        catch (Exception damage) when (damage is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException("the manifest of an evaluation is damaged");
        }
    }

    /// <summary>Names of the learners.</summary>
    public IReadOnlyList<string> Learners { get; }

    /// <summary>Names of the data sets.</summary>
    public IReadOnlyList<string> Data { get; }

    /// <summary>Names of the strategies.</summary>
    public IReadOnlyList<string> Strategies { get; }

    /// <summary>What was measured; the first is what strategies are compared by.</summary>
    public IReadOnlyList<IMetric> Metrics { get; }

    /// <summary>Scores of the first metric for which the labels to reach them are counted.</summary>
    public IReadOnlyList<double> Reach { get; }

    /// <summary>The stopping rules whose stops were noted.</summary>
    public IReadOnlyList<string> Stops { get; }

    /// <summary>Data sets that learned policies were trained or chosen on, each with the name of the policy.</summary>
    public IReadOnlyList<(string Data, string Strategy)> Seen { get; }

    /// <summary>Queries of each episode.</summary>
    public int Budget { get; }

    /// <summary>Points of all learning curves: episodes times numbers of labels, should each query be fitted.</summary>
    public long Points => (long)Learners.Count * Data.Count * Strategies.Count * _repeats * (Budget + 1);

    /// <summary>Whether the curves say how often a strategy leaves margin's choice.</summary>
    public bool CountDepartures { get; }

    /// <summary>The text of <c>manifest.json</c>.</summary>
    public string Manifest => _manifest.ToJsonString(Layout) + "\n";

    /// <summary>Writes <c>manifest.json</c>.</summary>
    /// <param name="folder">The folder.</param>
    public void WriteManifest(string folder) => AtomicFile.WriteText(Path.Combine(folder, EvaluationManifest.Name), Manifest);

    /// <summary>The manifest, to be stored elsewhere.</summary>
    public JsonObject Describe() => (JsonObject)_manifest.DeepClone();

    /// <summary>The settings of one learner's part, which are those of an evaluation of it alone.</summary>
    /// <param name="learner">Name of the learner.</param>
    public EvaluationSettings Of(string learner)
    {
        var own = new JsonObject();
        foreach ((string key, JsonNode? value) in _manifest)
        {
            own[key is "learners" ? "learner" : key] = key is "learners" ? learner : value?.DeepClone();
        }
        return new EvaluationSettings(own, CountDepartures);
    }

    /// <summary>The episodes of a shard: learner by learner, data set by data set, strategy by strategy, seed by seed.</summary>
    /// <param name="shard">Which part.</param>
    public IReadOnlyList<GridCell> Cells(Shard shard) =>
    [
        .. from learner in Enumerable.Range(0, Learners.Count)
           from data in Enumerable.Range(0, Data.Count)
           from strategy in Strategies
           from repeat in Enumerable.Range(0, _repeats)
           where shard.Holds(((((long)learner * Data.Count) + data) * _repeats) + repeat)
           select new GridCell(Learners[learner], new EpisodeSpec(Data[data], strategy, _seed + repeat)),
    ];

    /// <summary>What differs from settings of before.</summary>
    /// <param name="earlier">The settings of before.</param>
    /// <returns>A part of a sentence; null where they are the same.</returns>
    public string? DifferenceFrom(EvaluationSettings earlier) => SettingsDifference.Describe(earlier._manifest, _manifest)
        ?? (earlier.CountDepartures == CountDepartures ? null : CountDepartures ? "controls are asked for now" : "controls were asked for");

    private static IEnumerable<(string Data, string Strategy)> SeenBy(JsonNode? strategy) =>
        strategy!["seen"] is JsonArray seen ? seen.Select(data => (data!.GetValue<string>(), strategy["name"]!.GetValue<string>())) : [];

    private string[] Names(string key) => [.. _manifest[key]!.AsArray().Select(one => one!["name"]!.GetValue<string>())];
}
