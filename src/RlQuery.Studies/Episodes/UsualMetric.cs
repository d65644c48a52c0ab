using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Studies.Episodes;

/// <summary>Accuracy, the default: files do not name it if nothing else was measured.</summary>
internal static class UsualMetric
{
    /// <summary>The metric.</summary>
    public static IMetric Accuracy => ClassificationTask.Instance.DefaultMetric;

    /// <summary>Whether nothing else was measured.</summary>
    /// <param name="metrics">What was measured.</param>
    public static bool IsAlone(IReadOnlyList<IMetric> metrics) => metrics.All(metric => metric == Accuracy);
}
