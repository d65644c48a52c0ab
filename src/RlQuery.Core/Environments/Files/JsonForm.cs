using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Environments.Files;

/// <summary>Checks a JSON text against a type, and finds everything that does not fit.</summary>
/// <remarks>The serialiser stops at the first fault, and its messages name .NET types, not values and what is allowed.</remarks>
internal sealed class JsonForm
{
    private const int ShownLength = 40;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly JsonSerializerOptions _options;
    private readonly List<(int Line, string Text)> _faults = [];
    private readonly Dictionary<string, int> _lines = [];
    private (int Offset, int Lines) _counted;

    private JsonForm(ReadOnlyMemory<byte> text, JsonSerializerOptions options)
    {
        _text = text;
        _options = options;
    }

    /// <summary>Options for hand-written files: comments and trailing commas are allowed, unknown members are not.</summary>
    public static JsonSerializerOptions Strict { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Everything that does not fit, with its line (from 1). If there is nothing, the serialiser can read the text.</summary>
    public IReadOnlyList<(int Line, string Text)> Faults => _faults;

    /// <summary>The line (from 1) of each member, by its path: <c>training.data</c>.</summary>
    public IReadOnlyDictionary<string, int> Lines => _lines;

    /// <summary>Checks a text.</summary>
    /// <typeparam name="T">What it is to become.</typeparam>
    /// <param name="text">JSON in UTF-8.</param>
    /// <param name="path">Name of the value in messages; empty for a whole file.</param>
    /// <param name="options">How the serialiser reads it; unknown members, comments and trailing commas as they say.</param>
    public static JsonForm Check<T>(ReadOnlyMemory<byte> text, string path, JsonSerializerOptions options)
    {
        var form = new JsonForm(text, options);
        var allowed = new JsonReaderOptions { AllowTrailingCommas = options.AllowTrailingCommas, CommentHandling = options.ReadCommentHandling };
        var reader = new Utf8JsonReader(text.Span, allowed);
        try
        {
            JsonText.RequireReadable(text.Span, allowed);
            reader.Read();
            form.Value(ref reader, options.GetTypeInfo(typeof(T)), path, nullable: false);
            reader.Read();
        }
        catch (JsonException e)
        {
            int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string message = place < 0 ? $"{e.Message}; save the file as UTF-8" : e.Message[..place];
            form._faults.Add(((int)(e.LineNumber ?? 0) + 1, $"not JSON: {CellText.OneLine(message)}"));
        }
        return form;
    }

    private void Value(ref Utf8JsonReader reader, JsonTypeInfo type, string path, bool nullable)
    {
        int start = (int)reader.TokenStartIndex;
        switch (type.Kind, reader.TokenType)
        {
            case (JsonTypeInfoKind.Object, JsonTokenType.StartObject):
                Members(ref reader, type, path);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonTokenType.StartObject):
                Entries(ref reader, _options.GetTypeInfo(type.ElementType!), path);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonTokenType.StartArray):
                JsonTypeInfo element = _options.GetTypeInfo(type.ElementType!);
                for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    Value(ref reader, element, $"{path}[{i}]", nullable: false);
                }
                break;
            default:
                bool isNull = reader.TokenType == JsonTokenType.Null;
                reader.Skip();
                ReadOnlyMemory<byte> value = _text[start..(int)reader.BytesConsumed];
                if (isNull ? !nullable : !Fits(value, type))
                {
                    Add(start, $"{path}{(path.Length > 0 ? ": " : "")}{Show(value)} is not allowed; use {Allowed(type)}");
                }
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, JsonTypeInfo type, string path)
    {
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = Member(ref reader, path, seen, out string at);
            JsonPropertyInfo? property = type.Properties.FirstOrDefault(candidate => candidate.Name == name);
            if (property is null)
            {
                string hint = NearestName.Hint(name, [.. type.Properties.Select(known => known.Name)]);
                Add(reader.TokenStartIndex, $"{path}{(path.Length > 0 ? ": " : "")}'{CellText.OneLine(name)}' is unknown{hint}");
                reader.Skip();
                continue;
            }
            reader.Read();
            Value(ref reader, _options.GetTypeInfo(property.PropertyType), at, property.IsSetNullable);
        }
    }

    private void Entries(ref Utf8JsonReader reader, JsonTypeInfo element, string path)
    {
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            _ = Member(ref reader, path, seen, out string at);
            reader.Read();
            Value(ref reader, element, at, nullable: false);
        }
    }

    private string Member(ref Utf8JsonReader reader, string path, HashSet<string> seen, out string at)
    {
        string name = reader.GetString()!;
        at = path.Length > 0 ? $"{path}.{CellText.OneLine(name)}" : CellText.OneLine(name);
        _lines.TryAdd(at, LineOf(reader.TokenStartIndex));
        if (!seen.Add(name))
        {
            Add(reader.TokenStartIndex, $"{at}: occurs twice; name it once");
        }
        return name;
    }

    private static bool Fits(ReadOnlyMemory<byte> value, JsonTypeInfo type)
    {
        try
        {
            JsonSerializer.Deserialize(value.Span, type);
            return type.Kind == JsonTypeInfoKind.None;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Show(ReadOnlyMemory<byte> value)
    {
        string text = string.Join(' ', System.Text.Encoding.UTF8.GetString(value.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > ShownLength ? $"{text[..ShownLength]}..." : text;
    }

    private string Allowed(JsonTypeInfo type) => type switch
    {
        { Kind: JsonTypeInfoKind.Enumerable } => "a list in brackets",
        { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary } => "an object in braces",
        { Type.IsEnum: true } => string.Join(", ", Enum.GetValuesAsUnderlyingType(type.Type).Cast<object>()
            .Select(value => JsonSerializer.Serialize(Enum.ToObject(type.Type, value), _options).Trim('"'))),
        _ when type.Type == typeof(int) || type.Type == typeof(int?) => $"a whole number, at most {int.MaxValue}",
        _ when type.Type == typeof(ulong) => $"a whole number of 0..{ulong.MaxValue}",
        _ when type.Type == typeof(double) || type.Type == typeof(double?) || type.Type == typeof(decimal) => "a number",
        _ when type.Type == typeof(bool) => "true or false",
        _ when type.Type == typeof(string) => "a text in quotes",
        _ => "a JSON value",
    };

    private void Add(long offset, string text) => _faults.Add((LineOf(offset), text));

    // Members come one behind the other: what was counted is not counted again.
    private int LineOf(long offset)
    {
        if (offset < _counted.Offset)
        {
            _counted = default;
        }
        _counted = ((int)offset, _counted.Lines + _text.Span[_counted.Offset..(int)offset].Count((byte)'\n'));
        return 1 + _counted.Lines;
    }
}
