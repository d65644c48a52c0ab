using System.Text.Json;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads tasks as Label Studio exports them (JSON), also those of versions before 1.0, whose annotations are called completions.</summary>
/// <remarks>
/// Of each annotator of a task the annotation that was updated last counts, before it one that is marked as ground truth; one that was cancelled is a skip, and
/// one without a choice says nothing. Source: Label Studio's documentation, "Label Studio JSON format of annotated tasks", and its converter's 0.0.59.
/// </remarks>
internal static class LabelStudioAnnotations
{
    private static readonly string[] Lists = ["annotations", "completions"];
    private static readonly string[] Cancelled = ["was_cancelled", "skipped"];
    private static readonly string[] Truth = ["ground_truth", "honeypot"];

    /// <summary>Whether an object is a task, and no flat record.</summary>
    public static bool IsTask(JsonElement entry) => Lists.Any(name => Member(entry, name) is not null) || Member(entry, "data") is not null;

    /// <summary>Takes note of the controls that a task's annotations answer.</summary>
    public static void See(AnnotationList list, AnswerControl control, JsonElement task)
    {
        foreach (JsonElement result in AnnotationsOf(task).SelectMany(ResultsOf))
        {
            if (Given(list, result) is { } chosen)
            {
                control.See(From(result), chosen);
            }
        }
    }

    /// <summary>Reads a task.</summary>
    /// <param name="list">Receives what was said.</param>
    /// <param name="where">Place in the file.</param>
    /// <param name="task">The task.</param>
    /// <param name="control">The control whose answers count; null for none.</param>
    public static void Read(AnnotationList list, string where, JsonElement task, string? control)
    {
        if (Lists.FirstOrDefault(name => Member(task, name) is { ValueKind: not (JsonValueKind.Array or JsonValueKind.Null) }) is { } odd)
        {
            list.Refuse(where, $"its {odd} are no list");
            return;
        }
        list.PassOver(PassedOver.Draft, Member(task, "drafts") is { ValueKind: JsonValueKind.Array } drafts ? drafts.GetArrayLength() : 0);
        JsonElement[] annotations = [.. AnnotationsOf(task)];
        if (annotations.Length == 0)
        {
            list.PassOver(PassedOver.NotAnnotated);
        }
        else if (FlatRecords.TryReadRow(list, where, Member(task, "data") ?? default, out int row, out string? hash))
        {
            foreach (IGrouping<string?, JsonElement> own in annotations.GroupBy(By))
            {
                JsonElement last = own.OrderBy(IsTruth).ThenBy(one => AnswerTime.Of(one, out _)).Last();
                list.PassOver(PassedOver.SaidAgain, own.Count() - 1);
                ReadAnnotation(list, where, row, hash, last, control);
            }
        }
    }

    private static void ReadAnnotation(AnnotationList list, string where, int row, string? hash, JsonElement annotation, string? control)
    {
        var said = new Annotation(row, null, By(annotation)) { At = AnswerTime.Of(annotation, out string? fault), IsGroundTruth = IsTruth(annotation) };
        if (fault is not null)
        {
            list.Refuse(where, fault);
        }
        else if (Has(annotation, Cancelled))
        {
            list.Add(where, hash, said with { IsGroundTruth = false });
        }
        else if (TryReadChoice(list, where, annotation, control, out string? choice))
        {
            list.Add(where, hash, said with { Answer = choice });
        }
    }

    // False where there is none, which is told apart from a fault by the list.
    private static bool TryReadChoice(AnnotationList list, string where, JsonElement annotation, string? control, out string? choice)
    {
        choice = null;
        JsonElement[] results = [.. ResultsOf(annotation).Where(one => Given(list, one) is not null)];
        string[] chosen = [.. results.Where(one => From(one) == control).SelectMany(one => Given(list, one)!)];
        if (chosen.Length == 0)
        {
            list.PassOver(results.Any(one => From(one) != control) ? PassedOver.OtherControl : PassedOver.NoLabel);
            return false;
        }
        choice = AnswerValue.Join(list.Table.Form, chosen);
        if (choice is null)
        {
            list.Refuse(where, $"{chosen.Length} choices ({CellText.OneLine(string.Join(", ", chosen))}); one is needed");
        }
        return choice is not null;
    }

    private static IEnumerable<JsonElement> AnnotationsOf(JsonElement task) => Lists.SelectMany(name =>
        Member(task, name) is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray() : Enumerable.Empty<JsonElement>());

    private static IEnumerable<JsonElement> ResultsOf(JsonElement annotation) =>
        Member(annotation, "result") is { ValueKind: JsonValueKind.Array } given ? given.EnumerateArray() : [];

    // What a result says; null for one of a tag that takes other answers than the session.
    private static string[]? Given(AnnotationList list, JsonElement result) =>
        Member(result, "value") is { ValueKind: JsonValueKind.Object } value ? AnswerValue.Of(list.Table.Form, value) : null;

    private static string From(JsonElement result) => Member(result, "from_name") is { } name ? ForeignJson.Of(name) ?? "" : "";

    private static string? By(JsonElement annotation) => Member(annotation, "completed_by") is { } person ? ForeignJson.NameOf(person) : null;

    private static bool IsTruth(JsonElement annotation) => Has(annotation, Truth);

    private static bool Has(JsonElement annotation, string[] names) => names.Any(name => Member(annotation, name) is { ValueKind: JsonValueKind.True });

    private static JsonElement? Member(JsonElement parent, string name) => ForeignJson.Member(parent, name);
}
