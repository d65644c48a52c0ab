using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Cli;

/// <summary>The metrics that a command line names.</summary>
internal static class MetricChoice
{
    /// <summary>Metrics by name, the one that strategies are compared by first; unknown and repeated ones are added to the faults.</summary>
    /// <returns>Accuracy where none is named.</returns>
    public static IReadOnlyList<IMetric> Parse(IReadOnlyList<string> names, Faults faults)
    {
        foreach (string name in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"metric: '{name}' is given twice; name each once");
        }
        IMetric[] found = [.. names.Distinct().Select(name => faults.Collect(() => MetricCatalog.Find(name))).OfType<IMetric>()];
        return names.Count == 0 ? [MetricCatalog.Accuracy] : found;
    }
}
