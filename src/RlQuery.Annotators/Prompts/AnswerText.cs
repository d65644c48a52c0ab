using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core.Data.Text;

namespace RlQuery.Annotators.Prompts;

/// <summary>Reads answers strictly: what is not exactly a class is none.</summary>
internal static class AnswerText
{
    /// <summary>The class that an answer names: its name between blanks, or <c>{"label": "name"}</c>.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <returns>Its index; null where it names none.</returns>
    public static int? Parse(string answer, IReadOnlyList<string> classes)
    {
        string text = answer.Trim();
        return Find(text, classes) ?? (LabelOf(text) is { } label ? Find(label.Trim(), classes) : null);
    }

    private static int? Find(string name, IReadOnlyList<string> classes)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == name)
            {
                return i;
            }
        }
        return null;
    }

    private static string? LabelOf(string text)
    {
        try
        {
            return text.StartsWith('{') && JsonText.ParseObject(text) is { Count: 1 } said && said["label"] is JsonValue value
                && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
