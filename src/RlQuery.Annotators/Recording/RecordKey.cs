using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RlQuery.Annotators.Prompts;

namespace RlQuery.Annotators.Recording;

/// <summary>What an answer depends on: the model with its settings, and the prompt.</summary>
/// <param name="Model">Model and settings as JSON.</param>
/// <param name="Prompt">The messages as JSON.</param>
internal sealed record RecordKey(string Model, string Prompt)
{
    /// <summary>SHA-256 of both.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes($"{Model}\n{Prompt}"));

    /// <summary>The key of a prompt.</summary>
    /// <param name="model">Model and settings as JSON on one line.</param>
    /// <param name="prompt">The prompt.</param>
    public static RecordKey Of(string model, Prompt prompt) => new(model, PromptJson.Of(json => Write(json, prompt)));

    private static void Write(Utf8JsonWriter json, Prompt prompt)
    {
        json.WriteStartArray();
        foreach (PromptMessage message in prompt.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
