using System.Text.Json;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads answers as Label Studio and others write them: a text, a number, a list, or an object with choices, a number or a rating.</summary>
internal static class AnswerValue
{
    private static readonly string[] Numbers = ["number", "rating"];

    /// <summary>The answers that a value of JSON holds.</summary>
    /// <param name="form">What answers are.</param>
    /// <param name="value">The value.</param>
    /// <returns>Null where it holds none of the session's kind; empty where nothing was chosen.</returns>
    public static string[]? Of(IAnswerForm form, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return [];
            case JsonValueKind.Object:
                return OfObject(form, value);
            case JsonValueKind.Array:
                string[]?[] all = [.. value.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Array ? null : Of(form, one))];
                return Array.Exists(all, one => one is null) ? null : [.. all.SelectMany(one => one!)];
            default:
                return ForeignJson.Of(value) is { Length: > 0 } text ? [text] : [];
        }
    }

    /// <summary>The answers of a cell, which may hold JSON.</summary>
    /// <param name="form">What answers are.</param>
    /// <param name="cell">The cell; null where it is missing.</param>
    /// <param name="isAllowed">Whether a text is an answer as it is.</param>
    public static string[]? Of(IAnswerForm form, string? cell, Func<string, bool> isAllowed)
    {
        if (string.IsNullOrEmpty(cell))
        {
            return [];
        }
        if (cell[0] is not ('{' or '[') || isAllowed(cell))
        {
            return [cell];
        }
        try
        {
            using var document = JsonDocument.Parse(cell);
            return Of(form, document.RootElement);
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return [cell];
        }
    }

    /// <summary>What several choices say: a set of classes where such are asked for; else one choice, and null for more.</summary>
    public static string? Join(IAnswerForm form, string[] chosen) => form.Kind == TargetKind.ClassSet ? string.Join(';', chosen)
        : chosen.Length == 1 ? chosen[0] : null;

    private static string[]? OfObject(IAnswerForm form, JsonElement value) => form.HasClasses
        ? ForeignJson.Member(value, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.EnumerateArray().All(IsPlain)
            ? [.. choices.EnumerateArray().Select(one => ForeignJson.Of(one) ?? "")] : null
        : Numbers.Select(name => ForeignJson.Member(value, name)).FirstOrDefault(member => member is not null) is { } number && IsPlain(number)
            ? [ForeignJson.Of(number) ?? ""] : null;

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);
}
