using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>All settings that the results of an evaluation depend on, as in its manifest: two runs with the same settings give the same bytes.</summary>
/// <remarks>It also says which episodes there are, so that runs can be joined where neither data nor policies are. Nothing else reads a manifest.</remarks>
public sealed class EvaluationSettings
{
    /// <summary>The largest grid: all its episodes are in memory when it is summarised.</summary>
    internal const long MostEpisodes = 10_000_000;

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    private readonly JsonObject _manifest;
    private readonly Dictionary<string, int> _learnerPlaces;
    private readonly Dictionary<string, int> _setPlaces;
    private readonly Dictionary<string, int> _strategyPlaces;

    /// <summary>Reads settings.</summary>
    /// <param name="manifest">A manifest as <see cref="EvaluationManifest"/> gives it.</param>
    /// <param name="countDepartures">Whether the curves say how often a strategy leaves margin's choice.</param>
    /// <param name="parts">Where metrics and heuristics are found.</param>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public EvaluationSettings(JsonObject manifest, bool countDepartures, Parts parts)
    {
        Parts = parts;
        _manifest = manifest;
        CountDepartures = countDepartures;
        try
        {
            Version = manifest["version"]!.GetValue<string>();
            Environments = [.. Several("environment", "environments").Select(one =>
                new DescribedEnvironment(one["name"]!.GetValue<string>(), one["sha256"]!.GetValue<string>()))];
            Learners = [.. Several("learner", "learners").Select(one => one.GetValue<string>())];
            Sets = [.. List("data").Select(DescribeSet)];
            Strategies = [.. List("strategies").Select(DescribeStrategy)];
            Stops = [.. List("stop").Select(one => one.GetValue<string>())];
            Notes = [.. List("notes").Select(one => one.GetValue<string>())];
            Reach = [.. List("reach").Select(one => one.GetValue<double>())];
            Metrics = manifest["metrics"] is null ? [UsualMetric.Accuracy] : [.. List("metrics").Select(one => parts.Find<IMetric>(one.GetValue<string>()))];
            Budget = manifest["budget"]!.GetValue<int>();
            BatchSize = (int?)manifest["batchSize"];
            CostUnit = (string?)manifest["cost"] ?? ITask.Labels;
            StartPerClass = (int?)manifest["startPerClass"];
            StartLabels = (int?)manifest["startLabels"];
            (Folds, PoolShare, PoolCap) = ((int?)manifest["split"]?["folds"], (double?)manifest["split"]?["poolShare"], (int?)manifest["split"]?["poolCap"]);
            Seed = manifest["seed"]!.GetValue<long>();
            Repeats = manifest["repeats"]!.GetValue<int>();
            AttentionRepeats = (int?)manifest["attentionRepeats"];
            CrossValidation = manifest["crossValidation"] is JsonObject plan ? DescribeCrossValidation(plan) : null;
        }
        catch (Exception damage) when (damage is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException("damaged");
        }
        RequireRanges();
        _learnerPlaces = PlacesOf(Learners);
        _setPlaces = PlacesOf(Sets.Select(one => one.Name));
        _strategyPlaces = PlacesOf(Strategies.Select(one => one.Name));
    }

    /// <summary>Where what the manifest names is found.</summary>
    public Parts Parts { get; }

    /// <summary>Version of the library that made the results.</summary>
    public string Version { get; }

    /// <summary>The environments that the evaluation comes from.</summary>
    public IReadOnlyList<DescribedEnvironment> Environments { get; }

    /// <summary>Names of the learners.</summary>
    public IReadOnlyList<string> Learners { get; }

    /// <summary>The data sets.</summary>
    public IReadOnlyList<DescribedSet> Sets { get; }

    /// <summary>The strategies.</summary>
    public IReadOnlyList<StrategyIdentity> Strategies { get; }

    /// <summary>The metrics; strategies are compared by the first.</summary>
    public IReadOnlyList<IMetric> Metrics { get; }

    /// <summary>Scores of the first metric; the labels needed for each are counted.</summary>
    public IReadOnlyList<double> Reach { get; }

    /// <summary>What a person should know of how the data sets were split, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The stopping rules whose stops were noted.</summary>
    public IReadOnlyList<string> Stops { get; }

    /// <summary>Data sets that learned policies were trained or chosen on, each with the name of the policy.</summary>
    public IReadOnlyList<(string Data, string Strategy)> Seen => [.. Strategies.SelectMany(strategy => strategy.Seen.Select(data => (data, strategy.Name)))];

    /// <summary>Queries of each episode.</summary>
    public int Budget { get; }

    /// <summary>The unit of what answers cost; see <see cref="ITask.CostUnit"/>.</summary>
    public string CostUnit { get; }

    /// <summary>Queries between two fits; null where it is not said.</summary>
    public int? BatchSize { get; }

    /// <summary>First labels of each class; null in another task.</summary>
    public int? StartPerClass { get; }

    /// <summary>First labels; null in another task.</summary>
    public int? StartLabels { get; }

    /// <summary>Number of folds, each the test part in turn; null if pool and test rows are drawn for each seed.</summary>
    public int? Folds { get; }

    /// <summary>Share of rows to query; null where folds say it.</summary>
    public double? PoolShare { get; }

    /// <summary>Most rows to query; null where it is not said.</summary>
    public int? PoolCap { get; }

    /// <summary>First seed.</summary>
    public long Seed { get; }

    /// <summary>Number of seeds.</summary>
    public int Repeats { get; }

    /// <summary>Number of seeds on which attention was measured; null for none.</summary>
    public int? AttentionRepeats { get; }

    /// <summary>How the policies were trained, where the evaluation is a cross-validation; null elsewhere.</summary>
    public DescribedCrossValidation? CrossValidation { get; }

    /// <summary>Points of all learning curves: episodes times numbers of labels, should each query be fitted.</summary>
    public long Points => (long)Learners.Count * Sets.Count * Strategies.Count * Repeats * (Budget + 1);

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
        return new EvaluationSettings(own, CountDepartures, Parts);
    }

    /// <summary>The episodes of a shard: learner by learner, data set by data set, strategy by strategy, seed by seed.</summary>
    /// <param name="shard">Which part.</param>
    public IReadOnlyList<GridCell> Cells(Shard shard) => [.. Places(shard).Select(CellAt)];

    /// <summary>Places of the episodes of a shard in the whole grid, ascending.</summary>
    /// <param name="shard">Which part.</param>
    internal IEnumerable<int> Places(Shard shard) => Enumerable.Range(0, (int)CellsOf(Shard.Whole)).Where(place => shard.Holds(SplitAt(place)));

    /// <summary>An episode of the whole grid.</summary>
    /// <param name="place">Its place in <see cref="Cells"/>.</param>
    internal GridCell CellAt(int place)
    {
        (int rest, int repeat) = int.DivRem(place, Repeats);
        (rest, int strategy) = int.DivRem(rest, Strategies.Count);
        (int learner, int set) = int.DivRem(rest, Sets.Count);
        return new GridCell(Learners[learner], new EpisodeSpec(Sets[set].Name, Strategies[strategy].Name, Seed + repeat));
    }

    /// <summary>Which split an episode is played on: one for each learner, data set and seed.</summary>
    /// <param name="place">Its place in <see cref="Cells"/>.</param>
    internal int SplitAt(int place)
    {
        (int rest, int repeat) = int.DivRem(place, Repeats);
        return (rest / Strategies.Count * Repeats) + repeat;
    }

    /// <summary>The place of an episode in the whole grid; null if it is not of the grid.</summary>
    /// <param name="cell">The episode.</param>
    internal int? PlaceOf(GridCell cell)
    {
        (string data, string strategy, long seed) = cell.Episode;
        return seed >= Seed && seed < Seed + Repeats && _learnerPlaces.TryGetValue(cell.Learner, out int learner)
            && _setPlaces.TryGetValue(data, out int set) && _strategyPlaces.TryGetValue(strategy, out int own)
            ? (((((learner * Sets.Count) + set) * Strategies.Count) + own) * Repeats) + (int)(seed - Seed)
            : null;
    }

    /// <summary>Whether an episode is of a shard.</summary>
    /// <param name="cell">The episode.</param>
    /// <param name="shard">Which part.</param>
    internal bool Holds(GridCell cell, Shard shard) => PlaceOf(cell) is int place && shard.Holds(SplitAt(place));

    /// <summary>Number of episodes of a shard.</summary>
    /// <param name="shard">Which part.</param>
    internal long CellsOf(Shard shard)
    {
        long splits = (long)Learners.Count * Sets.Count * Repeats;
        return (splits + shard.Parts - shard.Part) / shard.Parts * Strategies.Count;
    }

    /// <summary>What differs from settings of before.</summary>
    /// <param name="earlier">The settings of before.</param>
    /// <returns>A part of a sentence; null where they are the same.</returns>
    public string? DifferenceFrom(EvaluationSettings earlier) => SettingsDifference.Describe(earlier._manifest, _manifest)
        ?? (earlier.CountDepartures == CountDepartures ? null : CountDepartures ? "controls are asked for now" : "controls were asked for");

    private void RequireRanges()
    {
        RequireSome("learners", Learners.Count);
        RequireSome("data", Sets.Count);
        RequireSome("strategies", Strategies.Count);
        RequireSome("metrics", Metrics.Count);
        Require("budget", Budget, Limits.Budget);
        Require("repeats", Repeats, Limits.Repeats);
        Require("seed", Seed, Limits.FirstSeed);
        Require("batchSize", BatchSize, Limits.Budget);
        Require("attentionRepeats", AttentionRepeats, Limits.Attention);
        if (CellsOf(Shard.Whole) is > MostEpisodes and long episodes)
        {
            throw new InvalidInputException(
                $"{Learners.Count} learners x {Sets.Count} sets x {Strategies.Count} strategies x {Repeats} seeds are {episodes} episodes; "
                + $"at most {MostEpisodes} are evaluated together");
        }
    }

    private static Dictionary<string, int> PlacesOf(IEnumerable<string> names)
    {
        var places = new Dictionary<string, int>();
        foreach ((int place, string name) in names.Index())
        {
            places.TryAdd(name, place);
        }
        return places;
    }

    private static void RequireSome(string name, int count)
    {
        if (count == 0)
        {
            throw new InvalidInputException($"{name}: is empty; an evaluation has one or more");
        }
    }

    private static void Require(string name, long? value, Limits limits)
    {
        if (value < limits.Low || value > limits.High)
        {
            throw new InvalidInputException($"{name}: {value} is not allowed; use {limits}");
        }
    }

    private static DescribedSet DescribeSet(JsonNode set) => new(
        set["name"]!.GetValue<string>(), (int?)set["rows"], (int?)set["features"], (int?)set["classes"], set["hash"]!.GetValue<string>());

    private StrategyIdentity DescribeStrategy(JsonNode strategy)
    {
        string name = strategy["name"]!.GetValue<string>();
        return new StrategyIdentity(name, StrategyKinds.Read(name, (string?)strategy["kind"], Parts))
        {
            Hash = (string?)strategy["sha256"],
            Seen = strategy["seen"] is JsonArray seen ? [.. seen.Select(data => data!.GetValue<string>())] : [],
        };
    }

    private static DescribedCrossValidation DescribeCrossValidation(JsonObject plan) => new(
        plan["agent"]!.GetValue<string>(), plan["steps"]!.GetValue<int>(), plan["seed"]!.GetValue<int>(), plan["folds"]!.AsArray().Count,
        plan["policies"] is JsonArray policies ? [.. policies.Select(one => one!["fold"]!.GetValue<int>())] : []);

    private IEnumerable<JsonNode> List(string key) => _manifest[key] is JsonNode list ? list.AsArray().Select(one => one!) : [];

    // One stands by itself.
    private IEnumerable<JsonNode> Several(string one, string several) => _manifest[several] is null ? [_manifest[one]!] : List(several);
}
