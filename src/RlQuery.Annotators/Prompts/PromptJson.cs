using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RlQuery.Annotators.Prompts;

/// <summary>Writes data of a prompt as JSON on one line: quotes, line ends and control characters of a cell are escaped, letters of all scripts stay.</summary>
internal static class PromptJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object or a list.</summary>
    /// <param name="write">Writes it.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
