using System.Text;
using System.Text.Json;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Environments.Files;

/// <summary>Reads files that people write, by <see cref="JsonForm.Strict"/>.</summary>
internal static class StrictJson
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Adds further faults at the lines of their members.</param>
    /// <exception cref="InvalidInputException">It is missing, or of another form; a line for each fault.</exception>
    public static T Read<T>(string path, out EnvironmentFaults faults)
    {
        ReadOnlyMemory<byte> text = ReadText(path);
        var form = JsonForm.Check<T>(text, "", JsonForm.Strict);
        if (form.Faults.Count > 0)
        {
            throw new InvalidInputException([.. form.Faults.Select(fault => $"{path} line {fault.Line}: {fault.Text}")]);
        }
        faults = new EnvironmentFaults(path, form.Lines);
        return JsonSerializer.Deserialize<T>(text.Span, JsonForm.Strict)!;
    }

    /// <summary>Whether a file is an object with this member, whatever else may be wrong with it.</summary>
    public static bool HasMember(string path, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(
                ReadText(path).Span, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(name))
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidInputException)
        {
            // Who reads it says so.
        }
        return false;
    }

    internal static ReadOnlyMemory<byte> ReadText(string path)
    {
        ReadOnlyMemory<byte> text = TextFile.ReadBytes(path);
        return text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
    }
}
