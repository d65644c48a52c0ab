using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Studies.Results;

/// <summary>The plan of a study of several training runs, kept in its folder, by which a resumed run is recognised.</summary>
internal static class SavedPlan
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text of a plan, or of another JSON file that a study writes.</summary>
    public static string Text(JsonObject plan) => plan.ToJsonString(Layout) + "\n";

    /// <summary>Refuses to continue with another plan.</summary>
    /// <param name="file">The saved plan; none is no other.</param>
    /// <param name="own">This run's.</param>
    /// <param name="otherwise">What to do where it is another, such as <c>name a new folder</c>.</param>
    /// <exception cref="InvalidInputException">It is another, or damaged.</exception>
    public static void RequireSame(string file, JsonObject own, string otherwise)
    {
        if (!File.Exists(file))
        {
            return;
        }
        string[] faults = Read(file) is not { } saved
            ? [$"{file}: damaged; {otherwise}"]
            :
            [
                .. own.Where(entry => !JsonNode.DeepEquals(saved[entry.Key], entry.Value)).Select(entry =>
                    $"{file}: {Describe(entry.Key, saved[entry.Key], entry.Value)}; resume with what the run began with, or {otherwise}"),
            ];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static JsonObject? Read(string file)
    {
        try
        {
            return JsonText.ParseObject(InputFile.ReadText(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(string name, JsonNode? saved, JsonNode? own) => name == "environment" ? "the environment file was another, or has changed"
        : own is JsonValue ? $"{name} was {saved?.ToJsonString() ?? "none"} and is {own.ToJsonString()} now"
        : $"{name} were others";
}
