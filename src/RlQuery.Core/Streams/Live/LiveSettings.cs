using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Data;
using RlQuery.Core.Streams.Policies;

namespace RlQuery.Core.Streams.Live;

/// <summary>What a live stream is begun with; it stays until its end.</summary>
public sealed record LiveSettings
{
    /// <summary>Version of the folder.</summary>
    private const int Format = 1;

    /// <summary>What asks for labels.</summary>
    public required IStreamStrategy Strategy { get; init; }

    /// <summary>What learns.</summary>
    public required IIncrementalLearnerFactory Learner { get; init; }

    /// <summary>Names of the classes, at least two, each once.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Share of the items whose label may be asked for, more than 0 and at most 1.</summary>
    public required double Rate { get; init; }

    /// <summary>Seed of all that is drawn.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>A table of numbers that names the columns, and from whose labelled rows the learner learns before the first item, in their order.</summary>
    /// <value>Default: null; the first item names the columns. Its classes are among <see cref="Classes"/>.</value>
    public Dataset? History { get; init; }

    /// <summary>As it stands in the folder.</summary>
    internal string Text() => Document().ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";

    /// <summary>What differs from the settings of a folder: a line each.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="text">Its settings.</param>
    internal IEnumerable<string> Differences(string folder, string text)
    {
        JsonObject own = Document();
        JsonObject? known;
        try
        {
            known = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            known = null;
        }
        return known is null
            ? [$"{Path.Combine(folder, LiveFolder.SettingsName)}: is damaged; name a new folder"]
            : own.Where(member => !JsonNode.DeepEquals(member.Value, known[member.Key])).Select(member =>
                $"{member.Key}: {Difference(folder, member, known[member.Key])}; give the same, or name a new folder");
    }

    // A hash tells nothing to a person.
    private static string Difference(string folder, KeyValuePair<string, JsonNode?> own, JsonNode? known) =>
        own.Key is not ("data" or "policy") ? $"{folder} was begun with {known?.ToJsonString() ?? "none"}, not {own.Value!.ToJsonString()}"
        : known?.ToString() is null or "" ? $"{folder} was begun without"
        : own.Value!.ToString().Length == 0 ? $"{folder} was begun with one"
        : $"not what {folder} was begun with, or it has changed since";

    private JsonObject Document() => new()
    {
        ["format"] = Format,
        ["strategy"] = Strategy.Name,
        ["policy"] = (Strategy as StreamPolicy)?.Hash ?? "",
        ["learner"] = Learner.Name,
        ["class"] = new JsonArray([.. Classes.Select(name => (JsonNode)name)]),
        ["rate"] = Rate,
        ["seed"] = Seed,
        ["data"] = History?.Hash ?? "",
    };
}
