using RlQuery.Core.Data;

namespace RlQuery.Studies.Episodes;

/// <summary>A strategy that the others are compared with.</summary>
/// <param name="Name">Name of the strategy.</param>
/// <param name="Words">What it is called in sentences.</param>
public sealed record ComparisonReference(string Name, string Words)
{
    /// <summary>Random labels: what a strategy must beat to be worth anything.</summary>
    public static ComparisonReference Random { get; } = new("random", "random labels");

    /// <summary>Margin sampling: the strong heuristic of classification, from whose choices departures are counted, too.</summary>
    public static ComparisonReference Margin { get; } = new("margin", "margin sampling");

    /// <summary>Those that verdicts are given against, the main one last.</summary>
    /// <param name="task">Task of the evaluation.</param>
    public static IReadOnlyList<ComparisonReference> All(LearningTask task) => task == LearningTask.Regression ? [Random] : [Random, Margin];

    /// <summary>The one that differences set by set and saved labels are measured against: margin, or random labels in regression, which knows no heuristic that is always strong.</summary>
    /// <param name="task">Task of the evaluation.</param>
    public static ComparisonReference Main(LearningTask task) => All(task)[^1];
}
