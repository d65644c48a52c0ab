using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Grids;

/// <summary><c>manifest.json</c>: everything needed to repeat an evaluation. It holds no time, no path and no number of threads.</summary>
internal static class EvaluationManifest
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "manifest.json";

    /// <summary>Reads the manifest of a folder.</summary>
    /// <param name="folder">The folder of an evaluation.</param>
    /// <param name="parts">Where metrics and heuristics are found.</param>
    /// <param name="countDepartures">Whether the curves hold how often a strategy departs from margin's choice; a manifest does not.</param>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static EvaluationSettings Read(string folder, Parts parts, bool countDepartures = false)
    {
        string path = Path.Combine(folder, Name);
        string text = InputFile.ReadText(path);
        try
        {
            return JsonText.ParseObject(text) is { } manifest
                ? new EvaluationSettings(manifest, countDepartures, parts)
                : throw new InvalidInputException("damaged");
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException($"{path}: {fault.Message}");
        }
        catch (JsonException)
        {
            throw new InvalidInputException($"{path}: damaged");
        }
    }

    /// <summary>Describes an evaluation.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="environments">Name of each environment, and SHA-256 of its file; at least one.</param>
    /// <param name="attentionRepeats">Number of seeds on which attention is measured; 0 for none.</param>
    /// <param name="crossValidation">How the policies were trained, where the evaluation is a cross-validation.</param>
    public static EvaluationSettings Describe(
        EvaluationPlan plan, IReadOnlyList<(string Name, string Hash)> environments, int attentionRepeats = 0, JsonObject? crossValidation = null)
    {
        IReadOnlyList<string> learners = plan.LearnerNames;
        var manifest = new JsonObject
        {
            ["version"] = typeof(EvaluationManifest).Assembly.GetName().Version!.ToString(3),
            [environments.Count == 1 ? "environment" : "environments"] =
                environments.Count == 1 ? Describe(environments[0]) : new JsonArray([.. environments.Select(Describe)]),
            [learners.Count == 1 ? "learner" : "learners"] =
                learners.Count == 1 ? learners[0] : new JsonArray([.. learners.Select(learner => JsonValue.Create(learner))]),
            ["budget"] = plan.Episode.Budget,
            ["batchSize"] = plan.Episode.BatchSize,
            [plan.Start.Setting] = plan.Start.Value,
            ["split"] = Describe(plan.Split),
            ["seed"] = plan.Seed,
            ["repeats"] = plan.Repeats,
            ["data"] = new JsonArray([.. plan.Data.Select(Describe)]),
            ["strategies"] = new JsonArray([.. plan.Identities.Select(Describe)]),
        };
        if (plan.CostUnit != ITask.Labels)
        {
            manifest["cost"] = plan.CostUnit;
        }
        if (plan.Parts.Sources.Count > 0)
        {
            manifest["parts"] = new JsonArray([.. plan.Parts.Sources.Select(source => Describe((source.Name, source.Hash)))]);
        }
        if (!UsualMetric.IsAlone(plan.Metrics))
        {
            manifest["metrics"] = new JsonArray([.. plan.Metrics.Select(metric => JsonValue.Create(metric.Name))]);
        }
        if (plan.Reach.Count > 0)
        {
            manifest["reach"] = new JsonArray([.. plan.Reach.Select(score => JsonValue.Create(score))]);
        }
        if (plan.Stops.Count > 0)
        {
            manifest["stop"] = new JsonArray([.. plan.Stops.Select(rule => JsonValue.Create(rule.Text))]);
        }
        if (attentionRepeats > 0)
        {
            manifest["attentionRepeats"] = attentionRepeats;
        }
        if (FoldNotes.Of(plan.Data, plan.Split.Folds) is { Count: > 0 } notes)
        {
            manifest["notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note))]);
        }
        if (crossValidation is not null)
        {
            manifest["crossValidation"] = crossValidation.DeepClone();
        }
        return new EvaluationSettings(manifest, plan.CountDepartures, plan.Parts);
    }

    private static JsonObject Describe((string Name, string Hash) file) => new() { ["name"] = file.Name, ["sha256"] = file.Hash };

    private static JsonObject Describe(SplitOptions split) => split.Folds > 0
        ? new() { ["folds"] = split.Folds, ["poolCap"] = split.PoolCap }
        : new() { ["poolShare"] = split.PoolShare, ["poolCap"] = split.PoolCap };

    private static JsonObject Describe(Dataset data)
    {
        var described = new JsonObject { ["name"] = data.Name, ["rows"] = data.Rows, ["features"] = data.Features };
        if (data.Classes > 0)
        {
            described["classes"] = data.Classes;
        }
        described["hash"] = data.Hash;
        if (data.Encoders.Count > 0)
        {
            described["encoders"] = new JsonArray([.. data.Encoders.Select(Describe)]);
        }
        if (data.Links is { } links)
        {
            described["graph"] = Describe((Path.GetFileName(Path.TrimEndingDirectorySeparator(links.Graph.Source)), links.Graph.Hash));
        }
        if (data.ItemCosts is { } costs)
        {
            described["itemCosts"] = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(costs)));
            if (data.CostsAreHidden)
            {
                described["costsKnown"] = false;
            }
        }
        if (data.LabelWeights is { } weights)
        {
            described["labelWeights"] = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(weights)));
        }
        return described;
    }

    private static JsonObject Describe(UsedEncoder encoder)
    {
        var described = new JsonObject { ["name"] = encoder.Column, ["encoder"] = encoder.Name };
        if (encoder.Hash is not null)
        {
            described["sha256"] = encoder.Hash;
        }
        return described;
    }

    private static JsonObject Describe(StrategyIdentity strategy)
    {
        var described = new JsonObject { ["name"] = strategy.Name, ["kind"] = strategy.Kind.Word() };
        if (strategy.Hash is not null)
        {
            described["sha256"] = strategy.Hash;
        }
        if (strategy.Seen.Count > 0)
        {
            described["seen"] = new JsonArray([.. strategy.Seen.Select(name => JsonValue.Create(name))]);
        }
        return described;
    }
}
