namespace RlQuery.Core.Tasks;

/// <summary>Metrics among parts, by the tasks that they measure.</summary>
internal static class MetricParts
{
    /// <summary>The metrics that a task's answers can be measured by, in their order.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<IMetric> MetricsOf(this Parts parts, ITask task) => [.. parts.All<IMetric>().Where(metric => metric.Kind == task.Target)];
}
