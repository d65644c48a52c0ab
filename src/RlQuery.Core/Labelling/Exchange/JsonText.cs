using System.Text.Json;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads JSON of others, where anything may stand anywhere.</summary>
internal static class JsonText
{
    /// <returns>A member of an object; null where there is none.</returns>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) ? member : null;

    /// <returns>Text as it is, a number or truth value as it is written; null for null.</returns>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>A person as Label Studio writes one: a number, an address, or an object with either.</summary>
    public static string? NameOf(JsonElement person) => person.ValueKind == JsonValueKind.Object
        ? (Member(person, "email") ?? Member(person, "id")) is { } known ? Of(known) : null
        : Of(person);
}
