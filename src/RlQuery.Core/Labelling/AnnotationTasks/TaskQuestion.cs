using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>The question in words.</summary>
internal static class TaskQuestion
{
    private const int MostNamed = 12;
    private const int MostProbable = 3;

    /// <summary>Of the names of target and classes.</summary>
    /// <param name="target">Name of the target column.</param>
    /// <param name="classes">Names of the classes, at least two.</param>
    /// <param name="suggestions">The most probable first.</param>
    public static string Of(string target, IReadOnlyList<string> classes, IReadOnlyList<Suggestion> suggestions)
    {
        string asked = $"What is its {CellText.OneLine(target)}";
        return classes.Count <= MostNamed ? $"{asked}: {Any(classes)}?"
            : $"{asked}: {Any([.. suggestions.Take(MostProbable).Select(one => one.Label)])}, or another of the {classes.Count} classes?";
    }

    private static string Any(IReadOnlyList<string> names)
    {
        string[] shown = [.. names.Select(CellText.OneLine)];
        return $"{string.Join(", ", shown[..^1])} or {shown[^1]}";
    }
}
