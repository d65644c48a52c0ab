using System.Text.Json;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads tasks as Label Studio exports them (JSON), or its records (JSON-MIN).</summary>
/// <remarks>
/// For each annotator of a task, the annotation updated last counts. A cancelled one is a skip, and one without a choice is ignored. Source:
/// Label Studio's documentation, "Label Studio JSON format of annotated tasks" and "JSON_MIN".
/// </remarks>
internal static class LabelStudioAnnotations
{
    private const string Annotations = "annotations";

    /// <summary>Reads a list of tasks, or one.</summary>
    public static void Read(AnnotationList list, JsonElement file)
    {
        JsonElement[] tasks = file.ValueKind == JsonValueKind.Array ? [.. file.EnumerateArray()] : [file];
        for (int i = 0; i < tasks.Length; i++)
        {
            string where = Member(tasks[i], "id") is { } id && JsonText.Of(id) is { } known ? $"task {known}" : $"entry {i + 1}";
            if (tasks[i].ValueKind != JsonValueKind.Object)
            {
                list.Refuse(where, "is no object");
            }
            else if (Member(tasks[i], Annotations) is { } annotations)
            {
                ReadTask(list, where, tasks[i], annotations);
            }
            else if (Member(tasks[i], "data") is null)
            {
                FlatRecords.Read(list, where, tasks[i]);
            }
        }
    }

    private static void ReadTask(AnnotationList list, string where, JsonElement task, JsonElement annotations)
    {
        if (annotations.ValueKind != JsonValueKind.Array)
        {
            list.Refuse(where, "its annotations are no list");
        }
        else if (annotations.GetArrayLength() > 0 && FlatRecords.TryReadRow(list, where, Member(task, "data") ?? default, out int row, out string? hash))
        {
            IEnumerable<JsonElement> last = annotations.EnumerateArray().GroupBy(By).Select(own => own.OrderBy(Updated, StringComparer.Ordinal).Last());
            foreach (JsonElement annotation in last)
            {
                if (Member(annotation, "was_cancelled") is { ValueKind: JsonValueKind.True })
                {
                    list.Add(where, row, hash, null, By(annotation));
                }
                else if (TryReadChoice(list, where, annotation, out string? choice))
                {
                    list.Add(where, row, hash, choice, By(annotation));
                }
            }
        }
    }

    // False if there is none; faults are in the list.
    private static bool TryReadChoice(AnnotationList list, string where, JsonElement annotation, out string? choice)
    {
        choice = null;
        JsonElement[] results = Member(annotation, "result") is { ValueKind: JsonValueKind.Array } given
            ? [.. given.EnumerateArray().Where(one => Given(list, one) is not null)] : [];
        string control = LabelStudioFields.ControlOf(list.Table);
        string?[] controls = [.. results.Select(From).Distinct()];
        if (controls.Length > 1 && !controls.Contains(control))
        {
            list.Refuse(where, $"none of its choices ({string.Join(", ", controls)}) is called {control}");
            return false;
        }
        string[] chosen = [.. results.Where(one => controls.Length == 1 || From(one) == control).SelectMany(one => Given(list, one)!)];
        if (chosen.Length == 0)
        {
            list.AddEmpty();
            return false;
        }
        choice = Join(list, chosen);
        if (choice is null)
        {
            list.Refuse(where, $"{chosen.Length} choices ({string.Join(", ", chosen)}); one is needed");
        }
        return choice is not null;
    }

    /// <summary>The answer of several choices: a set of classes in multilabel sessions; else the only choice, and null for more or none.</summary>
    public static string? Join(AnnotationList list, string[] chosen) => list.Table.Form.Kind == TargetKind.ClassSet ? string.Join(';', chosen)
        : chosen.Length == 1 ? chosen[0] : null;

    // The answer of a result; null for a tag of another kind of answer.
    private static string[]? Given(AnnotationList list, JsonElement result) => Member(result, "value") is not { } value ? null
        : !list.Table.Form.HasClasses ? Member(value, "number") is { } number ? [JsonText.Of(number) ?? ""] : null
        : Member(value, "choices") is { ValueKind: JsonValueKind.Array } choices ? [.. choices.EnumerateArray().Select(one => JsonText.Of(one) ?? "")] : null;

    private static string? From(JsonElement result) => Member(result, "from_name") is { } name ? JsonText.Of(name) : null;

    private static string? By(JsonElement annotation) => Member(annotation, "completed_by") is { } person ? JsonText.NameOf(person) : null;

    private static string Updated(JsonElement annotation) =>
        (Member(annotation, "updated_at") ?? Member(annotation, "created_at")) is { } time ? JsonText.Of(time) ?? "" : "";

    private static JsonElement? Member(JsonElement parent, string name) => JsonText.Member(parent, name);
}
