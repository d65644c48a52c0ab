using System.Text;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Evaluation;

/// <summary>An evaluation as a parcel. Its items are the places of episodes in <see cref="EvaluationSettings.CellAt"/>.</summary>
internal static class EvaluationParcel
{
    /// <summary>What the description of such a parcel is.</summary>
    public const string Kind = "evaluation";

    private static readonly string[] PolicyFiles = [PolicyReader.DocumentName, PolicyReader.WeightsName];

    /// <summary>What keeps an evaluation from being packed.</summary>
    /// <param name="data">Its data sets.</param>
    /// <param name="learners">Its learners.</param>
    /// <param name="strategies">Its strategies.</param>
    /// <param name="faults">Receives a line for each.</param>
    public static void Check(
        IReadOnlyList<Dataset> data, IEnumerable<ILearnerFactory> learners, IEnumerable<StrategyIdentity> strategies, Faults faults)
    {
        foreach (StrategyIdentity own in strategies.Where(one => one.Kind == StrategyKind.Own))
        {
            faults.Add($"cluster: strategy {own.Name} is of this program alone; evaluate it on this machine");
        }
        foreach (ILearnerFactory learner in learners.Where(learner => data.Any(set => learner.Lack(set.Addressed(null)) is not null)))
        {
            faults.Add($"cluster: learner {learner.Name} looks at pictures, which do not travel; evaluate it on this machine");
        }
    }

    /// <summary>Packs an evaluation.</summary>
    /// <param name="job">The evaluation, for which <see cref="Check"/> found nothing.</param>
    public static Parcel Pack(EvaluationJob job)
    {
        var files = new Dictionary<string, ParcelFile>();
        EvaluationSettings settings = job.Settings;
        var description = new JsonObject
        {
            ["kind"] = Kind,
            ["settings"] = settings.Describe(),
            ["departures"] = settings.CountDepartures,
            ["environment"] = Add(InputFile.ReadBytes(job.Environments[0].Source)),
            ["environmentName"] = Path.GetFileName(job.Environments[0].Source),
            ["data"] = new JsonArray([.. job.Plan.Data.Select(set => JsonValue.Create(Add(PackedDataset.Write(set))))]),
            [PackedParts.Key] = PackedParts.Describe(job.Plan.Parts),
            ["policies"] = new JsonArray([.. job.PolicyFolders.Select(Policy)]),
        };
        return new Parcel(
            new ParcelFile(Encoding.UTF8.GetBytes(description.ToJsonString())), [.. files.Values, .. PackedParts.Files(job.Plan.Parts)]);

        string Add(byte[] content)
        {
            var file = new ParcelFile(content);
            files[file.Hash] = file;
            return file.Hash;
        }

        // On the node, a policy is named by its folder.
        JsonObject Policy((string Name, string Folder) policy)
        {
            var packed = new JsonObject { ["name"] = policy.Name };
            foreach (string name in PolicyFiles)
            {
                packed[name] = Add(InputFile.ReadBytes(Path.Combine(policy.Folder, name)));
            }
            return packed;
        }
    }

    /// <summary>Opens a parcel, and makes sure that it means here what it means where it was packed.</summary>
    /// <param name="content">The parcel.</param>
    /// <param name="parts">The parts that there are here.</param>
    /// <exception cref="InvalidInputException">It is damaged, or means something else here.</exception>
    public static IParcelWork Open(ParcelContent content, Parts parts)
    {
        JsonObject description = content.Description;
        var settings = new EvaluationSettings((JsonObject)description["settings"]!, (bool)description["departures"]!, parts);
        string path = content.Put((string)description["environment"]!, [(string)description["environmentName"]!], description["environment"]);
        var environment = LoadedEnvironment.ReadProtocol(path, parts);
        Dataset[] data = [.. description["data"]!.AsArray().Select(hash => PackedDataset.Read(content.File(hash)))];
        string[] folders = [.. description["policies"]!.AsArray().Select(policy => Put(content, policy!))];
        EvaluationPlan plan = Plan(settings, environment, data, folders);
        EvaluationSettings here = EvaluationManifest.Describe(
            plan, [.. settings.Environments.Select((one, i) => (one.Name, i == 0 ? environment.Hash : one.Hash))], settings.AttentionRepeats ?? 0,
            (JsonObject?)description["settings"]!["crossValidation"]);
        return here.DifferenceFrom(settings) is not string difference ? new EvaluationWork(plan, settings)
            : throw new InvalidInputException($"the evaluation is another here: {difference}");
    }

    private static string Put(ParcelContent content, JsonNode policy)
    {
        string document = (string)policy[PolicyReader.DocumentName]!;
        string[] paths = [.. PolicyFiles.Select(file => content.Put(document, [(string)policy["name"]!, file], policy[file]))];
        return Path.GetDirectoryName(paths[0])!;
    }

    private static EvaluationPlan Plan(EvaluationSettings settings, LoadedEnvironment environment, Dataset[] data, string[] folders)
    {
        var faults = new Faults();
        Parts parts = environment.Parts;
        IReadOnlyList<LearnedStrategy> learned = LearnedStrategies.Open(folders, parts, faults);
        string[] heuristics = [.. settings.Strategies.Where(one => one.Kind == StrategyKind.Heuristic).Select(one => one.Name)];
        SplitOptions own = environment.Problem.Split;
        SplitOptions split = settings.Folds is int folds && folds != own.Folds ? SplitChoice.Of(folds, own, faults) : own;
        string made = environment.Definition.Augmentation is { } augmentation ? $"+{augmentation.Method}" : "";
        // A cross-validation evaluates by the learner alone.
        IReadOnlyList<ILearnerFactory> learners = settings.Learners.All(name => name.EndsWith(made, StringComparison.Ordinal))
            ? EvaluationPlanning.Learners([.. settings.Learners.Select(name => name[..^made.Length])], environment, environment.Task, parts, faults)
            : LearnerChoice.Parse(settings.Learners, parts, environment.Task, null, faults);
        int start = settings.StartPerClass ?? settings.StartLabels ?? environment.Problem.Start;
        ProblemOptions problem = environment.Problem with { Split = split, Start = start };
        var plan = new EvaluationPlan(
            data,
            ControlStrategies.Of(
                settings.CountDepartures, parts, environment.Task,
                [.. heuristics.Select(name => ComparedStrategy.Heuristic(parts.Find<IQueryStrategy>(name)))],
                [.. learned.Select(one => ComparedStrategy.Policy(one.Strategy, one.Hash, SeenBy(one.Strategy.Name)))]),
            learners, problem, new EpisodeOptions(settings.Budget, settings.BatchSize ?? 1), settings.Seed, settings.Repeats)
        {
            Parts = parts,
            Metrics = settings.Metrics,
            Reach = settings.Reach,
            Stops = StopChoice.Parse(settings.Stops, parts, environment.Task, faults),
            CountDepartures = settings.CountDepartures,
        };
        faults.ThrowIfAny();
        return plan;

        IReadOnlyList<string> SeenBy(string policy) => settings.Strategies.FirstOrDefault(one => one.Name == policy)?.Seen ?? [];
    }
}
