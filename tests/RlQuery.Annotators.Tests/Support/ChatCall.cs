using System.Text.Json.Nodes;

namespace RlQuery.Annotators.Tests.Support;

/// <summary>What a server was asked.</summary>
/// <param name="Number">The call, from 0.</param>
/// <param name="Path">The path of the address.</param>
/// <param name="Body">The request.</param>
/// <param name="Authorization">The header with the key.</param>
internal sealed record ChatCall(int Number, string Path, JsonObject Body, string? Authorization)
{
    /// <summary>Roles and texts of the messages.</summary>
    public (string Role, string Text)[] Messages =>
        [.. Body["messages"]!.AsArray().Select(message => (message!["role"]!.GetValue<string>(), TextOf(message["content"])))];

    /// <summary>Examples and row.</summary>
    public JsonObject Question => JsonNode.Parse(Messages[1].Text)!.AsObject();

    /// <summary>A cell of the row.</summary>
    public string Cell(string column) => Question["row"]![column]!.GetValue<string>();

    /// <summary>Whether this asks once more.</summary>
    public bool IsReminder => Messages.Length > 2;

    // A text, or a list of parts.
    private static string TextOf(JsonNode? content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())) : content?.GetValue<string>() ?? "";
}
