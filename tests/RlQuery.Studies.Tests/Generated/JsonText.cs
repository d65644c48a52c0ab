using System.Text;
using System.Text.Json;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>A JSON text of which single values are replaced, and all else stays as people wrote it.</summary>
internal sealed class JsonText(string text)
{
    private const int Width = 150;

    public override string ToString() => text;

    /// <summary>The text with another value.</summary>
    /// <param name="path">Names of members and numbers of elements between slashes.</param>
    /// <param name="value">A list of texts.</param>
    public JsonText With(string path, IEnumerable<string> value) => Replace(path, (column, indent) => List([.. value.Select(Quote)], '[', ']', column, indent));

    /// <summary>The text with another value.</summary>
    /// <param name="path">Names of members and numbers of elements between slashes.</param>
    /// <param name="value">A text.</param>
    public JsonText With(string path, string value) => Replace(path, (_, _) => Quote(value));

    /// <summary>The text with an object whose members all have the same value.</summary>
    /// <param name="path">Names of members and numbers of elements between slashes.</param>
    /// <param name="names">The members.</param>
    /// <param name="value">Their value, as JSON.</param>
    public JsonText WithMembers(string path, IEnumerable<string> names, string value) => Replace(path, (_, indent) =>
        $"{{\n{string.Join(",\n", names.Select(name => $"{new string(' ', indent + 2)}{Quote(name)}: {value}"))}\n{new string(' ', indent)}}}");

    private JsonText Replace(string path, Func<int, int, string> write)
    {
        (int start, int end) = Find(path);
        int line = text.LastIndexOf('\n', start) + 1;
        int indent = text[line..].TakeWhile(letter => letter == ' ').Count();
        return new JsonText(text[..start] + write(start - line, indent) + text[end..]);
    }

    private static string List(string[] values, char open, char close, int column, int indent)
    {
        string inline = $"{open}{string.Join(", ", values)}{close}";
        if (column + inline.Length <= Width)
        {
            return inline;
        }
        var lines = new StringBuilder($"{open}");
        int width = Width;
        for (int i = 0; i < values.Length; i++)
        {
            string cell = values[i] + (i < values.Length - 1 ? "," : "");
            lines.Append(width + 1 + cell.Length > Width ? $"\n{new string(' ', indent + 2)}{cell}" : $" {cell}");
            width = width + 1 + cell.Length > Width ? indent + 2 + cell.Length : width + 1 + cell.Length;
        }
        return lines.Append($"\n{new string(' ', indent)}{close}").ToString();
    }

    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // The schemas are ASCII, so that bytes are letters.
    private (int Start, int End) Find(string path)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        reader.Read();
        foreach (string step in path.Split('/'))
        {
            reader.Read();
            for (int element = 0; reader.TokenType == JsonTokenType.PropertyName ? !reader.ValueTextEquals(step) : element != int.Parse(step); element++)
            {
                Assert.True(reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray), $"{path}: there is no {step}");
                reader.Skip();
                reader.Read();
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }
        }
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed);
    }
}
