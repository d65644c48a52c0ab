using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>Writes tasks as JSON Lines, and as tasks that Label Studio imports.</summary>
/// <remarks>
/// Source of the latter: Label Studio's documentation, "Label Studio JSON format of annotated tasks" and "JSON format for pre-annotations". A file that is
/// there is replaced. Nobody may read it who may not read the table.
/// </remarks>
public static class TaskFiles
{
    private const int MostPredictions = 3;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object for each task.</summary>
    /// <param name="path">A .jsonl file.</param>
    /// <param name="table">The table.</param>
    /// <param name="tasks">The tasks, the best first.</param>
    /// <exception cref="InvalidInputException">The path or the table cannot be used.</exception>
    public static void WriteLines(string path, LabellingTable table, AnnotationTaskList tasks)
    {
        SessionExport.Check(path, table.Cells.Source, ".jsonl");
        RowKey.RefuseColumns(table);
        var fingerprint = TableFingerprint.Of(table.Cells);
        AtomicFile.Write(path, stream =>
        {
            foreach ((int i, AnnotationTask task) in tasks.Tasks.Index())
            {
                using (var writer = new Utf8JsonWriter(stream, Plain))
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("rank", i + 1);
                    writer.WriteNumber(RowKey.Row, task.Row);
                    writer.WriteString(RowKey.Hash, fingerprint.HashOf(task.Row));
                    writer.WriteString("question", task.Question);
                    WriteCells(writer, table, task.Row);
                    WriteWorth(writer, table, task);
                    writer.WriteEndObject();
                }
                stream.WriteByte((byte)'\n');
            }
        }, FileModes.Of(table.Cells.Source));
    }

    /// <summary>Writes FILE.json with the tasks, and FILE.xml with the labelling configuration: the question above the row, the classes below.</summary>
    /// <param name="path">A .json file.</param>
    /// <param name="table">The table.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="tasks">The tasks, the best first.</param>
    /// <param name="model">Name of the model in the predictions.</param>
    /// <returns>Path of the labelling configuration.</returns>
    /// <exception cref="InvalidInputException">The path or the table cannot be used.</exception>
    public static string WriteLabelStudio(string path, LabellingTable table, IReadOnlyList<string> classes, AnnotationTaskList tasks, string model)
    {
        SessionExport.Check(path, table.Cells.Source, ".json");
        RowKey.RefuseColumns(table);
        var fields = new LabelStudioFields(table);
        var fingerprint = TableFingerprint.Of(table.Cells);
        string configuration = Path.ChangeExtension(path, ".xml");
        XElement view = fields.ToXml(classes);
        view.AddFirst(new XElement("Header", new XAttribute("value", $"${RowKey.Question}")));
        AtomicFile.WriteText(configuration, view.ToString().ReplaceLineEndings("\n") + "\n", FileModes.Of(table.Cells.Source));
        AtomicFile.Write(path, stream =>
        {
            using var writer = new Utf8JsonWriter(stream, Plain with { Indented = true, NewLine = "\n" });
            writer.WriteStartArray();
            foreach (AnnotationTask task in tasks.Tasks)
            {
                writer.WriteStartObject();
                writer.WriteStartObject("data");
                LabelStudioFile.WriteRow(writer, table, fingerprint, fields, task.Row);
                writer.WriteString(RowKey.Question, task.Question);
                writer.WriteStartObject(RowKey.Task);
                WriteWorth(writer, table, task);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteStartArray("predictions");
                foreach ((int i, Suggestion suggestion) in task.Suggestions.Take(MostPredictions).Index())
                {
                    WritePrediction(writer, fields, model, $"row-{task.Row}-{i + 1}", suggestion);
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }, FileModes.Of(table.Cells.Source));
        return configuration;
    }

    private static void WritePrediction(Utf8JsonWriter writer, LabelStudioFields fields, string model, string id, Suggestion suggestion)
    {
        writer.WriteStartObject();
        writer.WriteString("model_version", model);
        writer.WriteNumber("score", Rounded(suggestion.Probability));
        writer.WriteStartArray("result");
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("from_name", fields.Control);
        writer.WriteString("to_name", fields.Object);
        writer.WriteString("type", "choices");
        writer.WriteStartObject("value");
        writer.WriteStartArray("choices");
        writer.WriteStringValue(suggestion.Label);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteWorth(Utf8JsonWriter writer, LabellingTable table, AnnotationTask task)
    {
        writer.WriteStartArray("suggestions");
        foreach (Suggestion suggestion in task.Suggestions)
        {
            writer.WriteStartObject();
            writer.WriteString("label", suggestion.Label);
            writer.WriteNumber("probability", Rounded(suggestion.Probability));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteExamples(writer, table, "alike", task.Alike);
        WriteExamples(writer, table, "unlike", task.Unlike);
        writer.WriteNumber("difficulty", Rounded(task.Difficulty));
        writer.WriteBoolean("difficulty_is_calibrated", task.IsCalibrated);
        WriteNumber(writer, "gain", task.Gain);
        writer.WriteNumber("useful", Rounded(task.Useful));
        writer.WriteNumber("seconds", Rounded(task.Seconds));
        WriteNumber(writer, "gain_per_second", task.Rate);
        writer.WriteString("reason", task.Reason);
    }

    private static void WriteExamples(Utf8JsonWriter writer, LabellingTable table, string name, IReadOnlyList<TaskExample> examples)
    {
        writer.WriteStartArray(name);
        foreach (TaskExample example in examples)
        {
            writer.WriteStartObject();
            writer.WriteNumber("row", example.Row);
            writer.WriteString("label", example.Label);
            writer.WriteNumber("distance", Rounded(example.Distance));
            WriteCells(writer, table, example.Row);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteCells(Utf8JsonWriter writer, LabellingTable table, int row)
    {
        writer.WriteStartObject("cells");
        foreach ((int i, TableColumn column) in table.Cells.Columns.Index().Where(one => one.Index != table.Target))
        {
            writer.WriteString(column.Name, column.RawOf(row));
        }
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is double known)
        {
            writer.WriteNumber(name, Rounded(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 9);
}
