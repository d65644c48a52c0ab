using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Embeddings;

/// <summary>The members of a JSON file that describes an encoder; faults are gathered.</summary>
internal sealed class EncoderForm
{
    private readonly FaultList _faults;
    private readonly Dictionary<string, JsonElement> _members;
    private readonly HashSet<string> _known = [];

    /// <summary>Parses a file.</summary>
    /// <param name="path">The file, for faults.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="InvalidInputException">It is no JSON object.</exception>
    public EncoderForm(string path, string text)
    {
        _faults = new FaultList(path);
        try
        {
            using JsonDocument document = JsonText.Parse(text);
            _members = document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().GroupBy(member => member.Name).ToDictionary(same => same.Key, same => same.Last().Value.Clone())
                : throw new InvalidInputException($"{path}: no object; such a file is {{ \"kind\": \"text\", ... }} or {{ \"kind\": \"image\", ... }}");
        }
        catch (JsonException refused)
        {
            throw new InvalidInputException($"{path}: {refused.Place()}");
        }
    }

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _faults.Any;

    /// <summary>Adds a fault.</summary>
    public void Add(string fault) => _faults.Add(fault);

    /// <summary>One of a few words.</summary>
    public string Word(string name, string? usual, params string[] allowed)
    {
        string word = Text(name, usual);
        if (!Any && !allowed.Contains(word))
        {
            Refuse(name, string.Join(" or ", allowed.Select(one => $"\"{one}\"")));
        }
        return word;
    }

    /// <summary>A text.</summary>
    /// <param name="name">The member.</param>
    /// <param name="usual">Its default; null where it has to be there.</param>
    public string Text(string name, string? usual) =>
        Read(name, usual, value => value.ValueKind == JsonValueKind.String ? value.GetString() : null, "a text") ?? "";

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool usual) => Read<object>(
        name, usual, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null, "true or false") is true;

    /// <summary>A whole number.</summary>
    public int Whole(string name, int usual, int least, int most) => (int?)Read<object>(
        name, usual, value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most ? number : null,
        $"a whole number of {least} to {most}") ?? usual;

    /// <summary>As many numbers as the default has.</summary>
    public double[] Numbers(string name, double[] usual) => Read(
        name, usual, value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == usual.Length
            && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Number && one.TryGetDouble(out double number) && double.IsFinite(number))
            ? [.. value.EnumerateArray().Select(one => one.GetDouble())] : null,
        $"{usual.Length} numbers in brackets") ?? usual;

    /// <summary>Adds a fault for each member that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (string name in _members.Keys.Except(_known))
        {
            _faults.Add($"{MessageText.Quote(CellText.OneLine(name))}: is unknown{NearestName.Hint(name, [.. _known])}");
        }
    }

    /// <summary>Ends the reading of a file that has faults.</summary>
    /// <exception cref="InvalidInputException">There are faults.</exception>
    public void ThrowIfAny() => _faults.ThrowIfAny();

    private T? Read<T>(string name, T? usual, Func<JsonElement, T?> read, string allowed)
        where T : class
    {
        _known.Add(name);
        if (!_members.TryGetValue(name, out JsonElement value))
        {
            if (usual is null)
            {
                _faults.Add($"{name}: is missing; use {allowed}");
            }
            return usual;
        }
        T? given = read(value);
        if (given is null)
        {
            Refuse(name, allowed);
        }
        return given ?? usual;
    }

    private void Refuse(string name, string allowed) => _faults.Add($"{name}: {CellText.Show(_members[name].GetRawText())} is not allowed; use {allowed}");
}
