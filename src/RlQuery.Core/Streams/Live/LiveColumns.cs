using System.Text;
using System.Text.Json;

namespace RlQuery.Core.Streams.Live;

/// <summary>The columns of a live stream: those of its first item, in their order.</summary>
internal sealed class LiveColumns
{
    private const int Most = 10_000;

    private string[] _names = [];
    private byte[][] _utf8 = [];
    private Dictionary<string, int> _places = [];
    private long[] _filledFor = [];
    private long _items;

    public int Count => _names.Length;

    /// <summary>Takes the names of an object's members.</summary>
    /// <param name="reader">At the beginning of the object; a copy, so that the object can be read behind it.</param>
    /// <param name="id">The id of the item.</param>
    /// <exception cref="LiveFaultException">There are none, too many, or one twice.</exception>
    public void Learn(Utf8JsonReader reader, string? id)
    {
        var names = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Skip();
        }
        if (names.Count is 0 or > Most)
        {
            throw new LiveFaultException(id, $"features: {names.Count} columns are not allowed; use 1..{Most}");
        }
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new LiveFaultException(id, $"features: '{MessageText.Shorten(twice.Key)}' occurs twice; name each column once");
        }
        Take([.. names]);
    }

    public void Forget() => Take([]);

    /// <summary>Names the columns before the first item.</summary>
    public void Name(IReadOnlyList<string> names) => Take([.. names]);

    /// <summary>Reads the features of an item.</summary>
    /// <param name="reader">At the beginning of the object; at its end afterwards.</param>
    /// <param name="id">The id of the item.</param>
    /// <param name="features">Receives a finite number for each column.</param>
    /// <exception cref="LiveFaultException">A column is missing, unknown or there twice, or is no finite number.</exception>
    public void Read(ref Utf8JsonReader reader, string? id, Span<float> features)
    {
        long item = ++_items;
        int filled = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Members usually come in the order of the first item.
            int place = filled < _utf8.Length && reader.ValueTextEquals(_utf8[filled]) ? filled : Place(reader.GetString()!, id);
            reader.Read();
            if (_filledFor[place] == item)
            {
                throw new LiveFaultException(id, $"features: '{MessageText.Shorten(_names[place])}' occurs twice; name each column once");
            }
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetSingle(out features[place]) || !float.IsFinite(features[place]))
            {
                throw new LiveFaultException(id, $"{MessageText.Shorten(_names[place])}: {FaultOf(reader)}");
            }
            _filledFor[place] = item;
            filled++;
        }
        if (filled < _names.Length)
        {
            string missing = string.Join(", ", _names.Where((_, i) => _filledFor[i] != item));
            throw new LiveFaultException(id, $"features: {MessageText.Shorten(missing)} missing; every item has the columns of the first");
        }
    }

    public void Exchange(StreamState state)
    {
        var names = new string[state.Count(_names.Length)];
        _names.CopyTo(names, 0);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] ??= "";
            state.Text(ref names[i]);
        }
        if (state.IsReading)
        {
            Take(names);
        }
    }

    private void Take(string[] names)
    {
        _names = names;
        _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
        _places = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        _filledFor = new long[names.Length];
    }

    private static string FaultOf(in Utf8JsonReader reader)
    {
        string text = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"'{Encoding.UTF8.GetString(reader.ValueSpan)}'",
            _ => Encoding.UTF8.GetString(reader.ValueSpan),
        };
        string allowed = reader.TokenType == JsonTokenType.Number ? "use a number from -3.4e38 to 3.4e38" : "use a number";
        return $"{MessageText.Shorten(text)} is not allowed; {allowed}";
    }

    private int Place(string name, string? id) => _places.TryGetValue(name, out int place)
        ? place
        : throw new LiveFaultException(id, $"features: '{MessageText.Shorten(name)}' is no column of the first item; use {Shown()}");

    private string Shown() => string.Join(", ", _names.Take(20)) + (_names.Length > 20 ? ", ..." : "");
}
