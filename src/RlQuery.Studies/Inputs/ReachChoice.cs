using System.Globalization;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>The scores that are to be reached.</summary>
internal static class ReachChoice
{
    /// <summary>Scores of the first metric; impossible and repeated ones are added to the faults.</summary>
    public static IReadOnlyList<double> Check(IReadOnlyList<double> scores, IReadOnlyList<IMetric> metrics, Faults faults)
    {
        if (metrics.Count == 0)
        {
            return [];
        }
        (double lowest, double highest) = metrics[0].Range;
        foreach ((double score, int i) in scores.Select((score, i) => (score, i)))
        {
            if (!double.IsFinite(score) || score < lowest || score > highest)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"reach: {score} is not allowed; use {metrics[0].Words} of {lowest}..{highest:0.##}"));
            }
            else if (scores.Take(i).Contains(score))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"reach: {score} is given twice; name each once"));
            }
        }
        return scores;
    }
}
