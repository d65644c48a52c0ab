namespace RlQuery.Core.Tasks;

/// <summary>The metrics among parts, by task.</summary>
internal static class MetricParts
{
    /// <summary>The metrics of a task, in order.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<IMetric> MetricsOf(this Parts parts, ITask task) => [.. parts.All<IMetric>().Where(metric => metric.Kind == task.Answer)];
}
