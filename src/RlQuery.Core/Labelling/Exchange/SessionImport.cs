using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads labels that were given elsewhere: a whole file or nothing.</summary>
public static class SessionImport
{
    private static readonly string[] OfJson = [".json", ".jsonl"];

    /// <summary>
    /// Reads a file, also gzipped: Label Studio's export (.json: JSON, also of versions before 1.0, or JSON-MIN; .csv), lines of JSON, or a table, with <see
    /// cref="RowKey.Row"/> or whole as it was exported.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">The annotator of answers that name none; null for none.</param>
    /// <param name="parts">The formats of tables with named columns; null for those of this library.</param>
    /// <param name="control">The control of Label Studio, member of records or column whose answers count; null for the one that is called as the target
    /// is, or else the only one that there is.</param>
    /// <returns>The events, which are to be stored together.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is about another table, or names an unknown class; the first ten faults are
    /// told.</exception>
    public static ImportSummary Read(
        string path, LabellingTable table, TableFingerprint fingerprint, LabellingState state, string? annotator, Parts? parts = null, string? control = null)
    {
        string ending = Path.GetExtension(TableFormats.Unpacked(path)).ToLowerInvariant();
        string[] endings = [.. OfJson, .. TableFormats.Extensions(parts, columns: true)];
        if (!endings.Contains(ending))
        {
            throw new InvalidInputException($"import: {path} is not allowed; name a {string.Join(" or ", endings)} file");
        }
        string hash = Convert.ToHexStringLower(SHA256.HashData(TextFile.ReadBytes(path)));
        if (state.Imports.Contains(hash))
        {
            return new ImportSummary([], [], new Dictionary<PassedOver, int>(), WasBefore: true);
        }
        var list = new AnnotationList(path, table, fingerprint, state, annotator);
        switch (ending)
        {
            case ".json":
                string text = TextFile.Read(path);
                CellBudget.Check(path, text, ',');
                ReadJson(path, text, 0, root => ReadEntries(list, root, control));
                break;
            case ".jsonl":
                ReadLines(list, path, TextFile.Read(path), control);
                break;
            default:
                ReadTable(list, TableReader.Read(path, table.Cells.Columns[table.Target].Name, parts), control);
                break;
        }
        list.ThrowIfAny();
        return ImportMerge.Of(list, state, hash);
    }

    private static void ReadEntries(AnnotationList list, JsonElement root, string? control)
    {
        JsonElement[] entries = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        var reader = new EntryReader(list, control);
        Array.ForEach(entries, reader.See);
        for (int i = 0; i < entries.Length; i++)
        {
            reader.Read(ForeignJson.Member(entries[i], "id") is { } id && ForeignJson.Of(id) is { } known ? $"task {known}" : $"entry {i + 1}", entries[i]);
        }
    }

    // Twice, since all lines together say which member has the answers, and may be too many to be kept.
    private static void ReadLines(AnnotationList list, string path, string text, string? control)
    {
        CellBudget.Check(path, text, ',');
        var reader = new EntryReader(list, control);
        EachLine((_, entry) => reader.See(entry));
        EachLine(reader.Read);

        void EachLine(Action<string, JsonElement> read)
        {
            int i = 0;
            foreach (Range place in text.AsSpan().Split('\n'))
            {
                string line = text[place];
                if (!string.IsNullOrWhiteSpace(line))
                {
                    string where = $"line {i + 1}";
                    ReadJson(path, line, i, root => read(where, root));
                }
                i++;
            }
        }
    }

    private static void ReadTable(AnnotationList list, Table records, string? control)
    {
        if (records.Columns.Any(column => column.Name == RowKey.Row))
        {
            FlatTable.Read(list, records, control);
        }
        else
        {
            EditedTable.Read(list, records);
        }
    }

    private static void ReadJson(string path, string text, int line, Action<JsonElement> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            read(document.RootElement);
        }
        catch (JsonException refused)
        {
            throw NoJson(refused, "is not JSON");
        }
        catch (InvalidOperationException)
        {
            // The parser accepts it, and the reader of the text finds it; in texts that nobody asks for it does no harm.
            try
            {
                JsonText.RequireReadable(Encoding.UTF8.GetBytes(text));
            }
            catch (JsonException refused)
            {
                throw NoJson(refused, "holds half of a letter, an escape such as \\ud800 without its other half,");
            }
            throw;
        }

        InvalidInputException NoJson(JsonException refused, string fault) => new(
            $"{path}: line {line + 1 + (refused.LineNumber ?? 0)}: {fault} at letter {(refused.BytePositionInLine ?? 0) + 1}; nothing was imported");
    }
}
