using System.Globalization;
using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>Which pixels of a mask are of which class, read from a small JSON file.</summary>
/// <remarks>
/// <c>{ "classes": { "sky": 0, "road": "#804080" }, "ignored": [11, "#000000"] }</c>. A class is a grey value, from 0 to 255, or a colour. Pixels of an ignored
/// value are of no class.
/// </remarks>
public sealed class MaskClasses
{
    private const string ClassesWord = "classes";
    private const string IgnoredWord = "ignored";
    private const int NoClass = -1;

    private readonly Dictionary<uint, int> _classOf;

    private MaskClasses(string[] names, Dictionary<uint, int> classOf) => (Names, _classOf) = (names, classOf);

    /// <summary>Names of the classes, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or is none; a line for each fault.</exception>
    public static MaskClasses Read(string path)
    {
        JsonDocument document;
        try
        {
            document = JsonText.Parse(TextFile.Read(path));
        }
        catch (JsonException refused)
        {
            throw new InvalidInputException($"{path}: {refused.Place()}; such a file is {{ \"{ClassesWord}\": {{ \"NAME\": VALUE }}, \"{IgnoredWord}\": [] }}");
        }
        using (document)
        {
            return Parse(path, document.RootElement);
        }
    }

    /// <summary>The class of each pixel of a mask.</summary>
    /// <param name="mask">RGBA, 8 bits each.</param>
    /// <param name="fault">The first value that the file does not name; null where there is none.</param>
    /// <returns>Classes row by row; -1 for none.</returns>
    internal int[] Classify(SKBitmap mask, out string? fault)
    {
        fault = null;
        ReadOnlySpan<byte> pixels = mask.GetPixelSpan();
        int[] classes = new int[mask.Width * mask.Height];
        for (int pixel = 0; pixel < classes.Length; pixel++)
        {
            ReadOnlySpan<byte> colour = pixels.Slice(pixel * 4, 3);
            uint key = Key(colour[0], colour[1], colour[2]);
            if (!_classOf.TryGetValue(key, out classes[pixel]))
            {
                string value = colour[0] == colour[1] && colour[1] == colour[2] ? colour[0].ToString(CultureInfo.InvariantCulture) : $"#{key:x6}";
                fault = $"has the value {value} at x {pixel % mask.Width}, y {pixel / mask.Width}, which is no class; name it among the classes or the ignored";
                return classes;
            }
        }
        return classes;
    }

    private static MaskClasses Parse(string path, JsonElement root)
    {
        var faults = new FaultList(path);
        var classOf = new Dictionary<uint, int>();
        var names = new List<string>();
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(ClassesWord, out JsonElement classes) || classes.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidInputException($"{path}: it has no object \"{ClassesWord}\"; such a file is {{ \"{ClassesWord}\": {{ \"NAME\": VALUE }} }}");
        }
        foreach (JsonProperty other in root.EnumerateObject().Where(member => member.Name is not (ClassesWord or IgnoredWord or "$schema")))
        {
            faults.Add($"{CellText.Show(other.Name)} is not allowed; use {ClassesWord} and {IgnoredWord}");
        }
        foreach (JsonProperty one in classes.EnumerateObject())
        {
            if (CellText.OrMissing(one.Name.Trim()) is null || one.Name != one.Name.Trim() || names.Contains(one.Name))
            {
                faults.Add($"{ClassesWord}: {CellText.Show(one.Name)} is named twice, has blanks around it, or is how tables write a missing cell; rename it");
            }
            Add(one.Value, names.Count, $"{ClassesWord}: {CellText.Show(one.Name)}");
            names.Add(one.Name);
        }
        if (names.Count < 2)
        {
            faults.Add($"{ClassesWord}: {names.Count} named; use at least 2");
        }
        if (root.TryGetProperty(IgnoredWord, out JsonElement ignored))
        {
            foreach (JsonElement value in ignored.ValueKind == JsonValueKind.Array ? ignored.EnumerateArray() : [])
            {
                Add(value, NoClass, IgnoredWord);
            }
            if (ignored.ValueKind != JsonValueKind.Array)
            {
                faults.Add($"{IgnoredWord}: {CellText.Show(ignored.GetRawText())} is not allowed; use values in brackets");
            }
        }
        faults.ThrowIfAny();
        return new MaskClasses([.. names], classOf);

        void Add(JsonElement value, int label, string place)
        {
            if (ToKey(value) is not uint key)
            {
                faults.Add($"{place}: {CellText.Show(value.GetRawText())} is not allowed; use a grey value, 0 to 255, or a colour such as \"#804080\"");
            }
            else if (!classOf.TryAdd(key, label))
            {
                faults.Add($"{place}: the value {CellText.Show(value.GetRawText())} is named twice");
            }
        }
    }

    private static uint? ToKey(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetByte(out byte grey) ? Key(grey, grey, grey)
        : value.ValueKind == JsonValueKind.String && value.GetString() is ['#', .. { Length: 6 } digits]
            && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint colour) ? colour : null;

    private static uint Key(byte red, byte green, byte blue) => ((uint)red << 16) | ((uint)green << 8) | blue;
}
