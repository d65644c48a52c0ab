using System.Text.Json.Nodes;

namespace RlQuery.Studies.Grids;

/// <summary>Describes the differences between two manifests.</summary>
internal static class SettingsDifference
{
    private const int HashLength = 64;
    private const int ShownOfHash = 12;
    private const int MostNames = 5;

    /// <summary>A part of a sentence with all differences; null if there are none.</summary>
    public static string? Describe(JsonObject earlier, JsonObject now)
    {
        string[] all = [.. Differences("", earlier, now)];
        return all.Length == 0 ? null : string.Join("; ", all);
    }

    private static IEnumerable<string> Differences(string path, JsonObject earlier, JsonObject now) =>
        from key in earlier.Select(entry => entry.Key).Union(now.Select(entry => entry.Key))
        where !JsonNode.DeepEquals(earlier[key], now[key])
        from difference in Differences(path.Length == 0 ? key : $"{path} {key}", earlier[key], now[key])
        select difference;

    private static IEnumerable<string> Differences(string path, JsonNode? earlier, JsonNode? now) => (earlier, now) switch
    {
        (JsonObject before, JsonObject after) => Differences(path, before, after),
        (JsonArray or null, JsonArray or null) when Named(earlier) is { } names && Named(now) is { } others => Differences(path, names, others),
        _ => [$"{path} was {Show(earlier)} and is {Show(now)} now"],
    };

    private static IEnumerable<string> Differences(
        string path, IReadOnlyList<(string Name, JsonObject Entry)> earlier, IReadOnlyList<(string Name, JsonObject Entry)> now)
    {
        string[] before = [.. earlier.Select(one => one.Name)];
        string[] after = [.. now.Select(one => one.Name)];
        if (before.Except(after).Any())
        {
            yield return $"{path} are without {Join(before.Except(after))} now";
        }
        if (after.Except(before).Any())
        {
            yield return $"{path} were without {Join(after.Except(before))}";
        }
        if (before.Order(StringComparer.Ordinal).SequenceEqual(after.Order(StringComparer.Ordinal)) && !before.SequenceEqual(after))
        {
            yield return $"{path} were in another order";
        }
        var own = now.ToDictionary(one => one.Name, one => one.Entry);
        foreach ((string name, JsonObject entry) in earlier.Where(one => own.ContainsKey(one.Name)))
        {
            foreach (string difference in Differences($"{path} '{name}'", entry, own[name]))
            {
                yield return difference;
            }
        }
    }

    // A list that is not there is empty.
    private static IReadOnlyList<(string Name, JsonObject Entry)>? Named(JsonNode? list)
    {
        JsonArray array = list?.AsArray() ?? [];
        return array.All(one => one is JsonObject entry && entry["name"] is JsonValue)
            ? [.. array.Select(one => (one!["name"]!.ToString(), one.AsObject()))]
            : null;
    }

    private static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNames)) + (all.Length > MostNames ? $" and {all.Length - MostNames} more" : "");
    }

    private static string Show(JsonNode? value) => value switch
    {
        null => "none",
        JsonArray list => Join(list.Select(one => one?.ToString() ?? "none")),
        JsonObject => "other",
        _ => value.ToString() is { Length: HashLength } hash ? hash[..ShownOfHash] + "..." : value.ToString(),
    };
}
