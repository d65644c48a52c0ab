using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>Finds metrics by name.</summary>
internal static class MetricChoice
{
    /// <summary>
    /// Metrics by name, the one that strategies are compared by first; unknown and repeated ones and those of another task are added to the faults.
    /// </summary>
    /// <returns>Those of the environment where none is named, or the default of the task without one.</returns>
    public static IReadOnlyList<IMetric> Parse(IReadOnlyList<string> names, Parts parts, ITask task, LoadedEnvironment? environment, Faults faults)
    {
        faults.Once("metric", names);
        IMetric[] found = [.. names.Distinct().Select(name => faults.Collect(() => parts.Find<IMetric>(name))).OfType<IMetric>()];
        string allowed = string.Join(", ", parts.MetricsOf(task).Select(metric => metric.Name));
        foreach (IMetric metric in found.Where(metric => metric.Kind != task.Answer))
        {
            faults.Add($"metric: '{metric.Name}' measures {TargetTasks.Of(metric.Kind).Name}, and this is {task.Name}; use {allowed}");
        }
        return names.Count == 0 ? environment?.Metrics ?? [task.DefaultMetric] : found;
    }
}
