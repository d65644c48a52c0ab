using System.Text;
using System.Text.Json;

namespace RlQuery.Core.Streams.Live;

/// <summary>Reads lines of the input: <c>{"id": 1, "features": {"x": 0.5}}</c> or <c>{"id": 1, "label": "spam"}</c>.</summary>
internal sealed class LiveReader
{
    private const int MostBytes = 1 << 20;
    private const int LongestId = 256;

    private readonly Dictionary<string, int> _classes;
    private readonly string _shownClasses;
    private float[] _features = [];

    public LiveReader(IReadOnlyList<string> classes)
    {
        _classes = classes.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        _shownClasses = string.Join(", ", classes);
    }

    public LiveColumns Columns { get; } = new();

    /// <summary>The features of the item that was read last.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Reads a line.</summary>
    /// <param name="line">JSON in UTF-8.</param>
    /// <exception cref="LiveFaultException">It cannot be used.</exception>
    public LiveLine Read(ReadOnlySpan<byte> line)
    {
        if (line.Length > MostBytes)
        {
            throw new LiveFaultException(null, $"{line.Length} bytes are not allowed; use at most {MostBytes}");
        }
        string? id = null;
        bool isFirst = Columns.Count == 0;
        try
        {
            return Read(new Utf8JsonReader(line), ref id);
        }
        catch (LiveFaultException)
        {
            Restore(isFirst);
            throw;
        }
        // A text of half letters is found only when it is asked for.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            Restore(isFirst);
            throw new LiveFaultException(id, "is no JSON object in one line, or breaks off");
        }
    }

    private void Restore(bool isFirst)
    {
        if (isFirst)
        {
            Columns.Forget();
        }
    }

    private LiveLine Read(Utf8JsonReader reader, ref string? id)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new LiveFaultException(null, "is no JSON object in one line, or breaks off");
        }
        bool hasFeatures = false;
        int label = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8) && id is null)
            {
                reader.Read();
                id = IdOf(reader);
            }
            else if (reader.ValueTextEquals("features"u8) && !hasFeatures)
            {
                hasFeatures = true;
                reader.Read();
                ReadFeatures(ref reader, id);
            }
            else if (reader.ValueTextEquals("label"u8) && label < 0)
            {
                reader.Read();
                label = LabelOf(reader, id);
            }
            else
            {
                throw new LiveFaultException(
                    id, $"'{MessageText.Shorten(reader.GetString()!)}' is not allowed here; use id with features or with label, each once");
            }
        }
        // What follows the object is found by reading on.
        while (reader.Read())
        {
        }
        if (id is null)
        {
            throw new LiveFaultException(null, "id is missing; use a text or a whole number");
        }
        return hasFeatures == label >= 0
            ? throw new LiveFaultException(id, "needs either features or label, beside the id")
            : new LiveLine(id, label);
    }

    private static string IdOf(Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            string text = reader.GetString()!;
            return text.Length is > 0 and <= LongestId
                ? JsonSerializer.Serialize(text)
                : throw new LiveFaultException(null, $"id: {text.Length} letters are not allowed; use 1..{LongestId}");
        }
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : throw new LiveFaultException(null, "id: is not allowed; use a text or a whole number");
    }

    private int LabelOf(Utf8JsonReader reader, string? id)
    {
        // A class may be named by a number or a truth value, as tables have them.
        string text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new LiveFaultException(id, $"label: is not allowed; use {_shownClasses}"),
        };
        return _classes.TryGetValue(text, out int label)
            ? label
            : throw new LiveFaultException(id, $"label: '{MessageText.Shorten(text)}' is no class; use {_shownClasses}");
    }

    private void ReadFeatures(ref Utf8JsonReader reader, string? id)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new LiveFaultException(id, "features: is not allowed; use an object with a number for each column");
        }
        if (Columns.Count == 0)
        {
            Columns.Learn(reader, id);
        }
        if (_features.Length != Columns.Count)
        {
            _features = new float[Columns.Count];
        }
        Columns.Read(ref reader, id, _features);
    }
}
