using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Learners;
using RlQuery.Studies.Parcels;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.Training;

/// <summary>A training as a parcel. Its items are the episodes of a round, whose state is sent with every lot.</summary>
internal static class TrainingParcel
{
    /// <summary>What the description of such a parcel is.</summary>
    public const string Kind = "training";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What keeps a training from being packed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="faults">Receives a line for each.</param>
    public static void Check(LoadedEnvironment environment, string agent, Faults faults)
    {
        if (environment.Parts.TryFind<IAgentDescriptor>(agent) is { IsScattered: false })
        {
            string able = string.Join(", ", environment.Parts.All<IAgentDescriptor>().Where(one => one.IsScattered).Select(one => one.Name));
            faults.Add($"cluster: agent {agent} is trained on this machine alone; leave --cluster out, or use {able}");
        }
        Dataset[] data = [.. environment.Training, .. environment.Validation];
        ILearnerFactory[] learners = [.. new[] { environment.TrainingLearner, environment.Learner }.Distinct()];
        foreach (ILearnerFactory learner in learners.Where(learner => data.Any(set => learner.Lack(set.Addressed(null)) is not null)))
        {
            faults.Add($"cluster: learner {learner.Name} looks at pictures, which do not travel; train on this machine");
        }
    }

    /// <summary>Packs a training.</summary>
    /// <param name="environment">The environment, for which <see cref="Check"/> found nothing.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="seed">Seed of the run.</param>
    public static Parcel Pack(LoadedEnvironment environment, string agent, ulong seed)
    {
        var protocol = new ParcelFile(InputFile.ReadBytes(environment.Source));
        ParcelFile[] data = Files(environment.Training);
        ParcelFile[] validation = Files(environment.Validation);
        var description = new JsonObject
        {
            ["kind"] = Kind,
            ["environment"] = protocol.Hash,
            ["environmentName"] = Path.GetFileName(environment.Source),
            ["data"] = Hashes(data),
            ["validation"] = Hashes(validation),
            [PackedParts.Key] = PackedParts.Describe(environment.Parts),
            ["agent"] = agent,
            // A trial of a tuning has other settings than the file.
            ["settings"] = environment.Definition.Agents.TryGetValue(agent, out JsonElement own) ? JsonNode.Parse(own.GetRawText(), null, Lenient) : null,
            ["seed"] = seed,
        };
        return new Parcel(
            new ParcelFile(Encoding.UTF8.GetBytes(description.ToJsonString())), [protocol, .. data, .. validation, .. PackedParts.Files(environment.Parts)]);

        static ParcelFile[] Files(IEnumerable<Dataset> sets) => [.. sets.Select(set => new ParcelFile(PackedDataset.Write(set)))];

        static JsonArray Hashes(IEnumerable<ParcelFile> files) => [.. files.Select(file => JsonValue.Create(file.Hash))];
    }

    /// <summary>Opens a parcel.</summary>
    /// <param name="content">The parcel.</param>
    /// <param name="parts">The parts that there are here.</param>
    /// <exception cref="InvalidInputException">It is damaged, or cannot be used here.</exception>
    public static IParcelWork Open(ParcelContent content, Parts parts)
    {
        JsonObject description = content.Description;
        string path = content.Put((string)description["environment"]!, [(string)description["environmentName"]!], description["environment"]);
        LoadedEnvironment environment = LoadedEnvironment.ReadProtocol(path, parts).With(Sets("data"), Sets("validation"), []);
        string agent = (string)description["agent"]!;
        if (description["settings"] is JsonNode settings)
        {
            environment = environment.With(agent, JsonSerializer.SerializeToElement(settings));
        }
        return new TrainingWork(environment, agent, (ulong)description["seed"]!);

        Dataset[] Sets(string name) => [.. description[name]!.AsArray().Select(hash => PackedDataset.Read(content.File(hash)))];
    }
}
