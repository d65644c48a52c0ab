using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RlQuery.Core.Data.Text;

/// <summary>Parses JSON of which every text can be read: parsers accept half letters and invalid UTF-8, and fail only when such a text is asked for.</summary>
/// <remarks>An object that has a member twice is refused, and so is the letter NUL, which no name and no path may hold.</remarks>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Parses a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It is no JSON, or a text in it cannot be read.</exception>
    public static JsonDocument Parse(string text)
    {
        RequireReadable(Encoding.UTF8.GetBytes(text));
        return JsonDocument.Parse(text);
    }

    /// <summary>Parses an object that a program wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null for JSON of another kind.</returns>
    /// <exception cref="JsonException">It is no JSON, has a member twice, or a text in it cannot be read.</exception>
    public static JsonObject? ParseObject(string text)
    {
        RequireReadable(Encoding.UTF8.GetBytes(text));
        return JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
    }

    /// <summary>Reads an object that a program wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How its members are named; null for the names of the code.</param>
    /// <exception cref="JsonException">It is no such object, or a text in it cannot be read.</exception>
    public static T? Deserialize<T>(string text, JsonSerializerOptions? options = null)
    {
        RequireReadable(Encoding.UTF8.GetBytes(text));
        return JsonSerializer.Deserialize<T>(text, options);
    }

    /// <summary>Looks for a text that cannot be read.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <param name="options">Whether comments and trailing commas are allowed.</param>
    /// <exception cref="JsonException">It is no JSON, or a text in it cannot be read.</exception>
    public static void RequireReadable(ReadOnlySpan<byte> text, JsonReaderOptions options = default)
    {
        var reader = new Utf8JsonReader(text, options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsReadable(ref reader))
            {
                ReadOnlySpan<byte> before = text[..(int)reader.TokenStartIndex];
                int line = before.Count((byte)'\n');
                throw new JsonException("a text with invalid characters", path: null, line, before.Length - (before.LastIndexOf((byte)'\n') + 1));
            }
        }
    }

    private static bool IsReadable(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
