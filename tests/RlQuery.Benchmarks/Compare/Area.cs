using RlQuery.Core.Evaluation;

namespace RlQuery.Benchmarks.Compare;

/// <summary>AUBC of scores after 0, 1, 2, ... queries.</summary>
internal static class Area
{
    public static double Under(double[] scores) => new LearningCurve([.. Enumerable.Range(0, scores.Length)], scores).Aubc;
}
