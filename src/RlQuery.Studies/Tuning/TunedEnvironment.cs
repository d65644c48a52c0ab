using System.Text.Json;
using System.Text.Json.Nodes;

namespace RlQuery.Studies.Tuning;

/// <summary>An environment file with other settings of an agent, for another folder.</summary>
internal static class TunedEnvironment
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Makes the file.</summary>
    /// <param name="file">The environment file that was tuned.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="settings">All that is to be said of it.</param>
    /// <param name="folder">Where the file will stand: files that it names are named as they are seen from there.</param>
    public static JsonObject Of(string file, string agent, JsonElement settings, string folder)
    {
        JsonObject environment = JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient)!.AsObject();
        string source = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (environment["agents"] is not JsonObject agents)
        {
            environment["agents"] = agents = [];
        }
        agents[agent] = JsonNode.Parse(settings.GetRawText());
        foreach (JsonArray names in new[] { environment["training"]?["data"], environment["validation"], environment["evaluation"] }.OfType<JsonArray>())
        {
            for (int i = 0; i < names.Count; i++)
            {
                names[i] = Moved(names[i]!.GetValue<string>(), source, folder);
            }
        }
        if (environment["$schema"] is JsonValue schema)
        {
            environment["$schema"] = Moved(schema.GetValue<string>(), source, folder);
        }
        return environment;
    }

    private static string Moved(string name, string source, string folder)
    {
        string path = Path.Combine(source, name);
        return File.Exists(path) && !Path.IsPathRooted(name) ? Path.GetRelativePath(folder, path).Replace('\\', '/') : name;
    }
}
