namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>A row on which annotators agreed or not.</summary>
/// <param name="Features">What may tell it.</param>
/// <param name="Disagreement">The share of the pairs of annotators who disagree, in [0, 1].</param>
/// <param name="Answers">Number of answers, at least 2.</param>
public sealed record RecordedRow(IReadOnlyList<double> Features, double Disagreement, int Answers)
{
    /// <summary>How much it counts: a row of n answers as n - 1 of two.</summary>
    public double Weight => Answers - 1;

    /// <summary>The mean over its pairs of the squared difference between a probability and whether the pair disagrees.</summary>
    /// <param name="probability">The probability of disagreement.</param>
    public double Brier(double probability) => (probability * probability) - (2 * probability * Disagreement) + Disagreement;
}
