using System.Security.Cryptography;
using System.Text.Json;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Making;
using RlQuery.Core.Tasks.Routing;

namespace RlQuery.Core.Environments.Files;

/// <summary>Reads environment files.</summary>
public static class EnvironmentFile
{
    /// <summary>Reads and checks an environment file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where what it names is found.</param>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or has faults; all of them are named, with their lines.</exception>
    public static EnvironmentDefinition Read(string path, Parts parts)
    {
        EnvironmentDefinition definition = Read(path, parts, out EnvironmentFaults faults);
        faults.ThrowIfAny();
        return definition;
    }

    /// <summary>SHA-256 of a file's content in hexadecimal: the identity of an environment in policies and manifests.</summary>
    /// <param name="path">The file.</param>
    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadBytes(path)));

    /// <summary>The task of a file that may have faults.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where it is found.</param>
    /// <returns>The default one where the file names none; null if it cannot be told.</returns>
    internal static ITask? FindTask(string path, Parts parts)
    {
        try
        {
            using var file = JsonDocument.Parse(
                StrictJson.ReadText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return file.RootElement.ValueKind != JsonValueKind.Object ? null
                : !file.RootElement.TryGetProperty("task", out JsonElement task) ? OfClasses(file.RootElement)
                : task.ValueKind == JsonValueKind.String && parts.TryFind<ITask>(task.GetString()!) is { } named
                    ? named == ClassificationTask.Instance ? OfClasses(file.RootElement) : named
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidInputException or InvalidOperationException)
        {
            // Who reads it says so.
            return null;
        }
    }

    // Who asks annotators, or makes rows, does so in an environment of classes.
    private static ITask OfClasses(JsonElement file) => file.TryGetProperty("annotators", out JsonElement _) ? RoutingTask.Instance
        : file.TryGetProperty("make", out JsonElement _) ? MakingTask.Instance
        : ClassificationTask.Instance;

    /// <summary>Reads a file, so that its faults can be reported together with those of its data.</summary>
    /// <exception cref="InvalidInputException">It is missing, or of another form than an environment.</exception>
    internal static EnvironmentDefinition Read(string path, Parts parts, out EnvironmentFaults faults)
    {
        EnvironmentDefinition definition = StrictJson.Read<EnvironmentDefinition>(path, out faults);
        faults.Add(EnvironmentRules.Faults(definition, parts));
        return definition;
    }
}
