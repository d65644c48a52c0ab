using System.Text.Encodings.Web;
using System.Text.Json;
using RlQuery.Core.Data;
using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Writes rows as tasks that Label Studio imports, and beside them the labelling configuration that fits.</summary>
/// <remarks>
/// Source: Label Studio's documentation, "Label Studio JSON format of annotated tasks" and "JSON format for pre-annotations". A task's <c>data</c> holds the
/// row's number and the hash of its cells, by which its annotations are matched on import. The prediction's score is the probability of the class; numbers and
/// sets of classes have no score.
/// </remarks>
public static class LabelStudioFile
{
    /// <summary>Writes FILE.json with the tasks and FILE.xml with the labelling configuration.</summary>
    /// <param name="path">A .json file.</param>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="classes">Names of the classes; empty where numbers are asked for.</param>
    /// <param name="tasks">The rows in the order in which to label them.</param>
    /// <param name="model">Name of the model in the predictions.</param>
    /// <returns>Path of the labelling configuration.</returns>
    /// <exception cref="InvalidInputException">The path or the table cannot be used.</exception>
    public static string Write(
        string path, LabellingTable table, TableFingerprint fingerprint, IReadOnlyList<string> classes, IReadOnlyList<LabelStudioTask> tasks, string model)
    {
        SessionExport.Check(path, table.Cells.Source, ".json");
        RowKey.RefuseColumns(table);
        var fields = new LabelStudioFields(table);
        string configuration = Path.ChangeExtension(path, ".xml");
        AtomicFile.WriteText(configuration, fields.ToXml(classes).ToString().ReplaceLineEndings("\n") + "\n", FileModes.Of(table.Cells.Source));
        AtomicFile.Write(path, stream =>
        {
            using var writer = new Utf8JsonWriter(
                stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            writer.WriteStartArray();
            foreach (LabelStudioTask task in tasks)
            {
                writer.WriteStartObject();
                WriteData(writer, table, fingerprint, fields, task.Row);
                WritePrediction(writer, fields, classes, task, model);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, FileModes.Of(table.Cells.Source));
        return configuration;
    }

    // Whoever labels sees the cells as they stand in the file.
    private static void WriteData(Utf8JsonWriter writer, LabellingTable table, TableFingerprint fingerprint, LabelStudioFields fields, int row)
    {
        writer.WriteStartObject("data");
        WriteRow(writer, table, fingerprint, fields, row);
        writer.WriteEndObject();
    }

    /// <summary>Writes number, hash and cells of a row into the object that is open.</summary>
    internal static void WriteRow(Utf8JsonWriter writer, LabellingTable table, TableFingerprint fingerprint, LabelStudioFields fields, int row)
    {
        writer.WriteNumber(RowKey.Row, row);
        writer.WriteString(RowKey.Hash, fingerprint.HashOf(row));
        foreach ((int column, string tag, string name) in fields.Shown)
        {
            TableColumn shown = table.Cells.Columns[column];
            writer.WriteString(name, tag == LabelStudioFields.Picture ? LabelStudioFields.AddressOf(shown.CellOf(row) ?? "") : shown.RawOf(row));
        }
        if (fields.Others.Count > 0)
        {
            writer.WriteStartObject(fields.Cells);
            foreach (int column in fields.Others)
            {
                writer.WriteString(table.Cells.Columns[column].Name, table.Cells.Columns[column].RawOf(row));
            }
            writer.WriteEndObject();
        }
    }

    private static void WritePrediction(Utf8JsonWriter writer, LabelStudioFields fields, IReadOnlyList<string> classes, LabelStudioTask task, string model)
    {
        writer.WriteStartArray("predictions");
        if (task.Expected is { } expected)
        {
            writer.WriteStartObject();
            writer.WriteString("model_version", model);
            string[] chosen = Chosen(fields, classes, expected, out float? score);
            if (score is float probability)
            {
                writer.WriteNumber("score", Math.Round((decimal)probability, 6));
            }
            writer.WriteStartArray("result");
            writer.WriteStartObject();
            writer.WriteString("id", $"row-{task.Row}");
            writer.WriteString("from_name", fields.Control);
            writer.WriteString("to_name", fields.Object);
            WriteAnswer(writer, chosen, expected.Number);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // The most probable class, or the classes with a probability above one half.
    private static string[] Chosen(LabelStudioFields fields, IReadOnlyList<string> classes, Expectation expected, out float? score)
    {
        score = null;
        if (expected.Number is not null)
        {
            return [];
        }
        if (fields.TakesSeveral)
        {
            return [.. classes.Where((_, label) => expected.Probabilities[label] > 0.5f)];
        }
        int best = Enumerable.Range(0, classes.Count).MaxBy(label => expected.Probabilities[label]);
        score = expected.Probabilities[best];
        return [classes[best]];
    }

    private static void WriteAnswer(Utf8JsonWriter writer, string[] chosen, double? number)
    {
        writer.WriteString("type", number is null ? "choices" : "number");
        writer.WriteStartObject("value");
        if (number is double expected)
        {
            writer.WriteNumber("number", expected);
        }
        else
        {
            writer.WriteStartArray("choices");
            foreach (string name in chosen)
            {
                writer.WriteStringValue(name);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
