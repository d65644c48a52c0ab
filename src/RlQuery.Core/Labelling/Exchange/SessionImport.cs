using System.Security.Cryptography;
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
    /// Reads a file, also gzipped: Label Studio's export (.json: JSON or JSON-MIN), lines of JSON, or a table, with <see cref="RowKey.Row"/> or whole as it was
    /// exported.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">The annotator of answers that name none; null for none.</param>
    /// <param name="parts">The formats of tables with named columns; null for those of this library.</param>
    /// <returns>The events, which are to be stored together.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is about another table, or names an unknown class; the first ten faults are
    /// told.</exception>
    public static ImportSummary Read(
        string path, LabellingTable table, TableFingerprint fingerprint, LabellingState state, string? annotator, Parts? parts = null)
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
            return new ImportSummary([], [], 0, 0, WasBefore: true);
        }
        var list = new AnnotationList(path, table, fingerprint, state, annotator);
        switch (ending)
        {
            case ".json":
                ReadJson(path, TextFile.Read(path), 0, root => LabelStudioAnnotations.Read(list, root));
                break;
            case ".jsonl":
                ReadLines(list, path, TextFile.Read(path));
                break;
            default:
                ReadTable(list, TableReader.Read(path, table.Cells.Columns[table.Target].Name, parts));
                break;
        }
        list.ThrowIfAny();
        return Summarise(list, state, hash);
    }

    private static void ReadLines(AnnotationList list, string path, string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                string where = $"line {i + 1}";
                ReadJson(path, lines[i], i, root => FlatRecords.Read(list, where, root));
            }
        }
    }

    private static void ReadTable(AnnotationList list, Table records)
    {
        if (records.Columns.Any(column => column.Name == RowKey.Row))
        {
            FlatRecords.Read(list, records);
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
            throw new InvalidInputException(
                $"{path}: line {line + 1 + (refused.LineNumber ?? 0)}: is not JSON at letter {(refused.BytePositionInLine ?? 0) + 1}; "
                + $"nothing was imported");
        }
        catch (InvalidOperationException)
        {
            // The parser accepts it, and the reader of the text finds it.
            throw new InvalidInputException(
                $"{path}: line {line + 1}{(line == 0 ? " or below" : "")}: holds half of a letter, an escape such as \\ud800 without its other half; "
                + $"nothing was imported");
        }
    }

    private static ImportSummary Summarise(AnnotationList list, LabellingState state, string hash)
    {
        Annotation[] fresh = [.. list.Annotations.Where(one => !IsKnown(state, one))];
        LabellingEvent[] rows = [.. fresh.Select(one => new RowImported(one.Row, one.Answer) { By = one.By })];
        LabellingEvent[] events = [.. rows, .. list.Settlements];
        return new ImportSummary(
            events.Length == 0 ? [] : [new FileImported(hash, events.Length), .. events],
            [.. fresh.Select(one => one.By).OfType<string>().Distinct()],
            list.Known + list.Annotations.Count - fresh.Length,
            list.Empty,
            WasBefore: false);
    }

    private static bool IsKnown(LabellingState state, Annotation one) => state.OpinionsOf(one.Row).Any(said => said.By == one.By && said.Answer == one.Answer);
}
