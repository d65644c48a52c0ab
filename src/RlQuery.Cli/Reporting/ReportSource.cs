using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The folder of an evaluation, from whose files its report is made.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ReportSource(string folder)
{
    /// <summary>What was run.</summary>
    public JsonObject Manifest { get; } = ReadManifest(Path.Combine(folder, EvaluationManifest.Name));

    /// <summary>The environments that the evaluation comes from.</summary>
    public IReadOnlyList<JsonObject> Environments => Manifest["environments"] is null ? [Manifest["environment"]!.AsObject()] : Entries("environments");

    /// <summary>Names of the learners.</summary>
    public IReadOnlyList<string> Learners => Manifest["learners"] is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())] : [Text("learner")];

    /// <summary>Whether its results stand in a folder for each learner.</summary>
    public bool IsGrid => Manifest["learners"] is not null;

    /// <summary>What was measured; the first is what strategies are compared by.</summary>
    public IReadOnlyList<IMetric> Metrics => Manifest["metrics"] is JsonArray metrics ? [.. metrics.Select(one => MetricCatalog.Find(Show(one)))] : [MetricCatalog.Accuracy];

    /// <summary>The scores whose labels were counted.</summary>
    public IReadOnlyList<string> Reach => Manifest["reach"] is JsonArray scores ? [.. scores.Select(Show)] : [];

    /// <summary>The stopping rules whose stops were noted.</summary>
    public IReadOnlyList<string> Stops => Manifest["stop"] is JsonArray rules ? [.. rules.Select(Show)] : [];

    /// <summary>What strategies are compared by.</summary>
    public IMetric Metric => Metrics[0];

    /// <summary>What differences set by set and saved labels are measured against.</summary>
    public ComparisonReference Reference => ComparisonReference.Main(Metric.Task);

    /// <summary>The verdicts, those against the main reference first.</summary>
    public IReadOnlyList<VerdictRow> Verdicts => Table(VerdictsFile.Name) is not ResultTable table
        ? []
        : [.. table.Records.Select(VerdictRow.Of).OrderByDescending(row => row.Reference == Reference.Name).ThenBy(row => Rank(row.Strategy))];

    /// <summary>The source of a learner's results.</summary>
    public ReportSource Of(string learner) => new(Path.Combine(folder, learner));

    /// <summary>A table of the folder; null where it has none of that name, or an empty one.</summary>
    public ResultTable? Table(string name) =>
        File.Exists(Path.Combine(folder, name)) && ResultTable.Read(Path.Combine(folder, name)) is { Rows.Count: > 0 } table ? table : null;

    /// <summary>A figure of the folder as an SVG file; null where it has none of that name.</summary>
    public byte[]? Figure(string name) => File.Exists(Path.Combine(folder, name + ".svg")) ? File.ReadAllBytes(Path.Combine(folder, name + ".svg")) : null;

    /// <summary>The strategies of a kind: <c>policy</c>, <c>heuristic</c> or <c>control</c>.</summary>
    public IReadOnlyList<string> Strategies(string kind) => [.. Entries("strategies").Where(one => Show(one["kind"]) == kind).Select(one => Show(one["name"]))];

    /// <summary>A list of the manifest.</summary>
    public IReadOnlyList<JsonObject> Entries(string key) => [.. Manifest[key]!.AsArray().Select(one => one!.AsObject())];

    /// <summary>A value of the manifest as it stands there.</summary>
    public string Text(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Manifest;
        foreach (string key in path)
        {
            node = node?[key];
        }
        return Show(node);
    }

    /// <summary>A value without quotes; empty where there is none.</summary>
    public static string Show(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    // Policies are what a reader wants to know of; their controls are for doubters.
    private int Rank(string strategy) => Strategies("policy").Contains(strategy) ? 0 : Strategies("control").Contains(strategy) ? 2 : 1;

    private static JsonObject ReadManifest(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidInputException($"{path}: damaged");
        }
    }
}
