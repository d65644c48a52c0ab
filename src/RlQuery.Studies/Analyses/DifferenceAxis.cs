using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Analyses;

/// <summary>The label of an axis of differences in AUBC: to the right of zero is better in every metric.</summary>
internal static class DifferenceAxis
{
    public static string To(string reference, IMetric metric) => metric == UsualMetric.Accuracy ? $"AUBC minus that of {reference}"
        : metric.HigherIsBetter ? $"AUBC ({metric.Words}) minus that of {reference}"
        : $"AUBC ({metric.Words}, lower is better) of {reference} minus the strategy's";
}
