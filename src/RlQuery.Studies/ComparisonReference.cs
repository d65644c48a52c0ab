using RlQuery.Core.Data;

namespace RlQuery.Studies;

/// <summary>A strategy that the others are compared with.</summary>
/// <param name="Name">Name of the strategy.</param>
/// <param name="Words">What it is called in sentences.</param>
public sealed record ComparisonReference(string Name, string Words)
{
    private static readonly ComparisonReference Random = new("random", "random labels");
    private static readonly ComparisonReference Margin = new("margin", "margin sampling");

    /// <summary>Those that verdicts are given against, the main one last.</summary>
    /// <param name="task">Task of the evaluation.</param>
    public static IReadOnlyList<ComparisonReference> All(LearningTask task) => task == LearningTask.Regression ? [Random] : [Random, Margin];

    /// <summary>The one that differences set by set and saved labels are measured against: margin, or random labels in regression, which knows no heuristic that is always strong.</summary>
    /// <param name="task">Task of the evaluation.</param>
    public static ComparisonReference Main(LearningTask task) => All(task)[^1];
}
