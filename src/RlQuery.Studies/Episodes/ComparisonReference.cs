using RlQuery.Core.Environments;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Episodes;

/// <summary>A strategy that the others are compared with.</summary>
/// <param name="Name">Name of the strategy.</param>
/// <param name="Words">What it is called in sentences.</param>
public sealed record ComparisonReference(string Name, string Words)
{
    /// <summary>Random sampling, which every useful strategy must beat.</summary>
    public static ComparisonReference Random { get; } = new("random", "random labels");

    /// <summary>Margin sampling: the strong heuristic of classification; departures are counted from its choices.</summary>
    public static ComparisonReference Margin { get; } = new("margin", "margin sampling");

    /// <summary>The references of verdicts, the main one last: random sampling, and the task's reference if it differs.</summary>
    /// <param name="task">Task of the evaluation.</param>
    public static IReadOnlyList<ComparisonReference> All(ITask task) => task.Reference == Random.Name ? [Random] : [Random, Of(task.Reference)];

    /// <summary>Those of the task that a metric measures.</summary>
    /// <param name="metric">What strategies are compared by.</param>
    public static IReadOnlyList<ComparisonReference> All(IMetric metric) => All(TargetTasks.Of(metric.Kind));

    /// <summary>The reference of differences set by set and of saved labels: the task's reference.</summary>
    /// <param name="metric">What strategies are compared by.</param>
    public static ComparisonReference Main(IMetric metric) => All(metric)[^1];

    private static ComparisonReference Of(string name) => name == Margin.Name ? Margin : new ComparisonReference(name, name);
}
