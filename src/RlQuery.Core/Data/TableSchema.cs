using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>The meaning of the columns of a table, read from a small JSON file: <c>{ "columns": { "age": "number", "sent": "date dd.MM.yyyy" } }</c>.</summary>
/// <remarks>
/// <para>Beside the columns, <c>"missing": ["&lt;0.1", "trace"]</c> says how missing cells are spelled, in place of the usual
/// spellings (an empty cell is always missing), and <c>"joinClasses": true</c> makes one class of
/// those that differ only in case, blanks, Unicode form, or the way to write a number.</para>
/// Kinds are <c>number</c>, <c>category</c>, <c>date</c> (also with a <see cref="DateForm"/>), <c>text</c> and <c>image</c> (also with an
/// encoder, such as <c>text n-grams</c>), <c>ignore</c>, and for one column <c>weight</c>: what the label of each row counts, at least 0, such as the
/// probability that it is right. An empty weight is 1, and a row of weight 0 has no label. The cells decide about columns that it does not name. The target is
/// no feature and is not named.
/// </remarks>
public sealed class TableSchema
{
    private const string DateWord = "date";
    private const string ColumnsWord = "columns";
    private const string MissingWord = "missing";

    /// <summary>How the name of an encoder ends that is a file.</summary>
    private const string ModelExtension = ".onnx";

    /// <summary>Property that joins classes which look alike.</summary>
    internal const string JoinWord = "joinClasses";

    /// <summary>Property that names the column of texts by whose length rows are paid.</summary>
    internal const string LengthWord = "costByLengthOf";

    /// <summary>Property that says whether costs are known before answers.</summary>
    internal const string KnownWord = "costsKnown";

    private static readonly Dictionary<string, ColumnKind> Kinds = new()
    {
        ["number"] = ColumnKind.Numeric,
        ["category"] = ColumnKind.Categorical,
        [DateWord] = ColumnKind.Date,
        ["text"] = ColumnKind.Text,
        ["image"] = ColumnKind.Image,
        ["ignore"] = ColumnKind.Ignored,
        ["weight"] = ColumnKind.Weight,
        ["cost"] = ColumnKind.Cost,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    };

    private readonly string _source;
    private readonly Dictionary<string, ColumnRule> _columns;
    private readonly string[]? _missing;

    private TableSchema(string source, Dictionary<string, ColumnRule> columns, string[]? missing, bool joinsClasses)
    {
        _source = source;
        _columns = columns;
        _missing = missing;
        JoinsClasses = joinsClasses;
    }

    /// <summary>Whether the name of an encoder is that of a file: a model of one's own.</summary>
    /// <param name="encoder">As <c>--encoder</c> or a schema names it.</param>
    public static bool IsModel(string encoder) => encoder.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoders that it names, each once.</summary>
    public IReadOnlyList<string> Encoders => [.. _columns.Values.Select(column => column.Encoder).OfType<string>().Distinct()];

    /// <summary>Whether classes that differ only in case, blanks, Unicode form or the way to write a number are one.</summary>
    public bool JoinsClasses { get; }

    /// <summary>The column by whose number of words an answer is paid.</summary>
    /// <value>Null where none is named.</value>
    internal string? LengthColumn { get; private init; }

    /// <summary>Whether the cost of an answer is known before it is given; else it has to be predicted.</summary>
    internal bool CostsAreKnown { get; private init; } = true;

    /// <summary>The schema of columns whose kinds are known.</summary>
    /// <param name="features">Columns without the target.</param>
    /// <param name="told">The schema by which they were read; null for none. Its columns that are no features still belong to the schema.</param>
    public static TableSchema Of(Table features, TableSchema? told = null)
    {
        var columns = features.Columns.ToDictionary(column => column.Name, column => new ColumnRule(column.Kind, column.DateForm, column.Encoder));
        foreach ((string name, ColumnRule rule) in told?._columns.Where(
            column => column.Value.Kind is ColumnKind.Ignored or ColumnKind.Weight or ColumnKind.Cost) ?? [])
        {
            columns.Add(name, rule);
        }
        return new TableSchema(features.Source, columns, told?._missing, told?.JoinsClasses ?? false)
        {
            LengthColumn = told?.LengthColumn,
            CostsAreKnown = told?.CostsAreKnown ?? true,
        };
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or a kind is unknown; a line for each fault.</exception>
    /// <remarks>The file of an encoder (<c>text my.onnx</c>) is relative to the folder of the schema.</remarks>
    public static TableSchema Read(string path) => Parse(TextFile.Read(path), path, Path.GetDirectoryName(Path.GetFullPath(path)));

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it stands, for faults.</param>
    /// <exception cref="InvalidInputException">A kind is unknown; a line for each fault.</exception>
    public static TableSchema Parse(string text, string source) => Parse(text, source, null);

    private static TableSchema Parse(string text, string source, string? folder)
    {
        using JsonDocument document = ParseJson(text, source);
        var faults = new FaultList(source);
        var columns = new Dictionary<string, ColumnRule>();
        JsonElement root = document.RootElement;
        foreach (JsonProperty column in ColumnsOf(source, root).EnumerateObject())
        {
            string kind = column.Value.ValueKind == JsonValueKind.String ? column.Value.GetString()! : column.Value.GetRawText();
            if (!columns.TryAdd(column.Name, ParseKind(column.Name, kind, folder, faults)))
            {
                faults.Add($"column {CellText.OneLine(column.Name)} is named twice");
            }
        }
        string[] weights = [.. columns.Where(column => column.Value.Kind == ColumnKind.Weight).Select(column => column.Key)];
        if (weights.Length > 1)
        {
            faults.Add($"columns {string.Join(" and ", weights.Select(CellText.OneLine))} are both weights; a label has one");
        }
        string? length = LengthOf(root, faults);
        IEnumerable<string> paid = columns.Where(column => column.Value.Kind == ColumnKind.Cost).Select(column => column.Key);
        string[] costs = length is null ? [.. paid] : [.. paid, length];
        if (costs.Length > 1)
        {
            faults.Add($"columns {string.Join(" and ", costs.Select(CellText.OneLine))} both say what an answer costs; leave one of them out");
        }
        string[]? missing = MissingOf(root, faults);
        bool joins = root.TryGetProperty(JoinWord, out JsonElement join) && join.ValueKind == JsonValueKind.True;
        if (join.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add($"{JoinWord}: {CellText.Show(join.GetRawText())} is not allowed; use true or false");
        }
        bool known = !root.TryGetProperty(KnownWord, out JsonElement told) || told.ValueKind != JsonValueKind.False;
        if (told.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add($"{KnownWord}: {CellText.Show(told.ToString())} is not allowed; use true or false");
        }
        if (!known && (length is not null || costs.Length == 0))
        {
            faults.Add($"{KnownWord}: false is not allowed without a column of kind cost; name one, or leave it out");
        }
        faults.ThrowIfAny();
        return new TableSchema(source, columns, missing, joins) { LengthColumn = length, CostsAreKnown = known };
    }

    /// <summary>How a kind is written.</summary>
    /// <param name="kind">A kind other than <see cref="ColumnKind.Unknown"/>.</param>
    /// <param name="form">The form of dates; null for none.</param>
    /// <param name="encoder">The encoder of texts or images; null for none.</param>
    public static string Describe(ColumnKind kind, DateForm? form, string? encoder = null)
    {
        string name = Kinds.First(known => known.Value == kind).Key;
        return form is not null ? $"{name} {form}" : encoder is not null ? $"{name} {encoder}" : name;
    }

    /// <summary>The text of a schema file.</summary>
    public string ToText()
    {
        var members = new Dictionary<string, object>
        {
            [ColumnsWord] = _columns.ToDictionary(column => column.Key, column => Describe(column.Value.Kind, column.Value.Form, column.Value.Encoder)),
        };
        if (_missing is not null)
        {
            members.Add(MissingWord, _missing);
        }
        if (JoinsClasses)
        {
            members.Add(JoinWord, true);
        }
        if (LengthColumn is not null)
        {
            members.Add(LengthWord, LengthColumn);
        }
        if (!CostsAreKnown)
        {
            members.Add(KnownWord, false);
        }
        return JsonSerializer.Serialize(members, Json) + "\n";
    }

    /// <summary>The bytes of a schema file.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToText());

    /// <summary>The same table with the known kinds of its columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">Its target column; -1 for none.</param>
    /// <exception cref="InvalidInputException">The table has no such column; a line for each.</exception>
    internal Table Apply(Table table, int target)
    {
        var faults = new FaultList(_source);
        string[] names = [.. table.Columns.Select(column => column.Name)];
        foreach (string name in _columns.Keys.Except(names))
        {
            faults.Add($"column {CellText.Show(name)} is not in {table.Source}{NearestName.Hint(name, names)}");
        }
        if (target >= 0 && _columns.ContainsKey(names[target]))
        {
            faults.Add($"column {CellText.Show(names[target])} is the target, which is no feature; leave it out");
        }
        faults.ThrowIfAny();
        Table told = table with { Columns = [.. table.Columns.Select((column, i) => Apply(column, i == target))] };
        return target < 0 ? told : LabelWeights.WithoutWorthless(told, target);
    }

    private TableColumn Apply(TableColumn column, bool isTarget)
    {
        string?[] own = column.Cells;
        string?[] cells = _missing is null ? own
            : [.. own.Select((_, row) => column.RawOf(row).Trim()).Select(cell => cell.Length == 0 || _missing.Contains(cell) ? null : cell)];
        cells = isTarget && JoinsClasses ? ClassSpellings.Join(cells) : cells;
        // Numbers that a file holds stay as they are where nothing is said of them.
        column = ReferenceEquals(cells, own) || (column.Held is not null && cells.SequenceEqual(own)) ? column : column with { Cells = cells };
        return _columns.TryGetValue(column.Name, out ColumnRule told)
            ? column with { Kind = told.Kind, DateForm = told.Form, Encoder = told.Encoder } : column;
    }

    private static string? LengthOf(JsonElement root, FaultList faults)
    {
        if (!root.TryGetProperty(LengthWord, out JsonElement length))
        {
            return null;
        }
        if (length.ValueKind != JsonValueKind.String)
        {
            faults.Add($"{LengthWord}: {CellText.Show(length.GetRawText())} is not allowed; use the name of a column");
            return null;
        }
        return length.GetString();
    }

    private static string[]? MissingOf(JsonElement root, FaultList faults)
    {
        if (!root.TryGetProperty(MissingWord, out JsonElement listed))
        {
            return null;
        }
        if (listed.ValueKind != JsonValueKind.Array || listed.EnumerateArray().Any(text => text.ValueKind != JsonValueKind.String))
        {
            faults.Add($"{MissingWord}: {CellText.Show(listed.GetRawText())} is not allowed; use texts in brackets, such as [\"<0.1\", \"trace\"]");
            return null;
        }
        return [.. listed.EnumerateArray().Select(text => text.GetString()!)];
    }

    private static ColumnRule ParseKind(string column, string text, string? folder, FaultList faults)
    {
        if (Kinds.TryGetValue(text, out ColumnKind kind))
        {
            return new ColumnRule(kind, null, null);
        }
        if (text.StartsWith($"{DateWord} ", StringComparison.Ordinal))
        {
            string name = text[(DateWord.Length + 1)..].Trim();
            DateForm? form = name.Length > 2 && name[0] == '\'' && name[^1] == '\'' ? DateForm.OfPattern(name[1..^1])
                : DateForm.All.FirstOrDefault(known => known.Name == name);
            if (form is null)
            {
                faults.Add(
                    $"column {column}: {CellText.Show(name)} is no form of dates; use {string.Join(", ", DateForm.All.Select(known => $"\"{known}\""))}");
            }
            return new ColumnRule(ColumnKind.Date, form, null);
        }
        if (text.Split(' ', 2, StringSplitOptions.TrimEntries) is [var word, { Length: > 0 } encoder]
            && Kinds.TryGetValue(word, out kind) && kind is ColumnKind.Text or ColumnKind.Image)
        {
            return new ColumnRule(kind, null, folder is null ? encoder : EncoderNames.Locate(encoder, path => Path.Combine(folder, path)));
        }
        faults.Add($"column {column}: {CellText.Show(text)} is no kind{NearestName.Hint(text, Kinds.Keys)}");
        return default;
    }

    private static JsonDocument ParseJson(string text, string source)
    {
        try
        {
            return JsonText.Parse(text);
        }
        catch (JsonException refused)
        {
            throw NoSchema(source, refused.Place());
        }
    }

    private static JsonElement ColumnsOf(string path, JsonElement root)
    {
        JsonProperty[] members = root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject()] : [];
        JsonProperty[] columns = Array.FindAll(members, member => member.Name == ColumnsWord);
        JsonProperty[] others = Array.FindAll(members, member => member.Name is not (ColumnsWord or MissingWord or JoinWord or LengthWord or KnownWord));
        return others.Length > 0 ? throw NoSchema(path, $"{CellText.Show(others[0].Name)} is not allowed")
            : columns is [{ Value: { ValueKind: JsonValueKind.Object } found }] ? found
            : throw NoSchema(path, $"it has no single object \"{ColumnsWord}\"");
    }

    private static InvalidInputException NoSchema(string path, string why) =>
        new($"{path}: no schema: {why}; such a file is {{ \"{ColumnsWord}\": {{ \"NAME\": \"KIND\" }} }}, and 'rlquery schema' writes one");

    /// <summary>What a schema says of a column.</summary>
    private readonly record struct ColumnRule(ColumnKind Kind, DateForm? Form, string? Encoder);
}
