namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>The probability that one annotator's answer is of use.</summary>
/// <remarks>
/// With one accuracy a for everybody, and wrong answers spread over the other K - 1 classes, two annotators agree with probability a² + (1 - a)² / (K - 1).
/// That is solved for a. Source of the model: Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm" (1979), with a
/// single parameter (one-coin).
/// </remarks>
public static class UsefulAnswer
{
    /// <summary>The accuracy that explains how often two annotators disagree, times the share of questions that are answered.</summary>
    /// <param name="difficulty">Probability that two annotators disagree, in [0, 1].</param>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="skipped">Share of questions that annotators leave aside, in [0, 1].</param>
    public static double Probability(double difficulty, int classes, double skipped)
    {
        double k = Math.Max(2, classes);
        double root = Math.Max(0, 1 - k + (k * (k - 1) * (1 - difficulty)));
        return (1 - skipped) * Math.Min(1, (1 + Math.Sqrt(root)) / k);
    }
}
