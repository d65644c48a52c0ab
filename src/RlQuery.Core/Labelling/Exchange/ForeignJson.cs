using System.Text.Json;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads JSON from elsewhere, in which any value may be of any type.</summary>
internal static class ForeignJson
{
    /// <returns>A member of an object; null where there is none.</returns>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) ? member : null;

    /// <returns>A string as it is, a number or boolean as written; null for null.</returns>
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
