using System.Globalization;
using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Cli;

/// <summary>The scores that are to be reached.</summary>
internal static class ReachChoice
{
    /// <summary>Reads scores of the first metric; others, and those that are given twice, are added to the faults.</summary>
    public static IReadOnlyList<double> Parse(IReadOnlyList<string> texts, IReadOnlyList<IMetric> metrics, Faults faults)
    {
        if (metrics.Count == 0)
        {
            return [];
        }
        (double lowest, double highest) = metrics[0].Range;
        var scores = new List<double>();
        foreach (string text in texts)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) || !double.IsFinite(score) || score < lowest || score > highest)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"reach: {text} is not allowed; use {metrics[0].Words} of {lowest}..{highest:0.##}"));
            }
            else if (scores.Contains(score))
            {
                faults.Add($"reach: {text} is given twice; name each once");
            }
            else
            {
                scores.Add(score);
            }
        }
        return scores;
    }
}
