using RlQuery.Core.Data;
using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Studies.Inputs;

/// <summary>The metrics that are asked for by name.</summary>
internal static class MetricChoice
{
    /// <summary>Metrics by name, the one that strategies are compared by first; unknown and repeated ones and those of another task are added to the faults.</summary>
    /// <returns>The default of the task where none is named.</returns>
    public static IReadOnlyList<IMetric> Parse(IReadOnlyList<string> names, LearningTask task, Faults faults)
    {
        faults.Once("metric", names);
        IMetric[] found = [.. names.Distinct().Select(name => faults.Collect(() => MetricCatalog.Find(name))).OfType<IMetric>()];
        string[] allowed = [.. MetricCatalog.All.Where(metric => metric.Task == task).Select(metric => metric.Name)];
        foreach (IMetric metric in found.Where(metric => metric.Task != task))
        {
            faults.Add($"metric: '{metric.Name}' measures {(task == LearningTask.Regression ? "classes, and this is regression" : "numbers, and this is classification")}; use {string.Join(", ", allowed)}");
        }
        return names.Count == 0 ? [MetricCatalog.DefaultOf(task)] : found;
    }
}
