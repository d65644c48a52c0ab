using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RlQuery.Core.Environments;

/// <summary>Reads environment files.</summary>
public static class EnvironmentFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks an environment file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or has faults; all of them are named.</exception>
    public static EnvironmentDefinition Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such file; give an environment file such as environments/quickstart.json");
        }
        EnvironmentDefinition? definition;
        try
        {
            definition = JsonSerializer.Deserialize<EnvironmentDefinition>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $" line {line + 1}" : "";
            throw new InvalidInputException($"{path}{place}: {FirstSentence(e)}");
        }
        if (definition is null)
        {
            throw new InvalidInputException($"{path}: null is not allowed; an environment file is a JSON object");
        }
        IReadOnlyList<string> faults = EnvironmentRules.Faults(definition);
        return faults.Count == 0 ? definition : throw new InvalidInputException([.. faults.Select(fault => $"{path}: {fault}")]);
    }

    /// <summary>SHA-256 of a file's content in hexadecimal: the identity of an environment in policies and manifests.</summary>
    /// <param name="path">The file.</param>
    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    // The serialiser's messages end with type names and paths that say nothing to a user.
    private static string FirstSentence(JsonException e)
    {
        string message = e.Message.ReplaceLineEndings(" ");
        int path = message.IndexOf(" Path: ", StringComparison.Ordinal);
        string text = path > 0 ? message[..path] : message;
        string member = e.Path is { Length: > 2 } where ? $"{where[2..]}: " : "";
        return text.StartsWith("The JSON property", StringComparison.Ordinal)
            ? $"{text[4..text.IndexOf("could not", StringComparison.Ordinal)]}is unknown; see environments/environment.schema.json"
            : member + text;
    }
}
