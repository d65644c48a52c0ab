namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>The model is confident even about its least certain row: 1 minus the probability of its prediction is at most a threshold.</summary>
/// <param name="Threshold">In [0, 1].</param>
/// <remarks>
/// Source: the maximum uncertainty of J. Zhu, H. Wang, E. Hovy and M. Ma, "Confidence-Based Stopping Criteria for Active Learning for Data Annotation" (2010).
/// </remarks>
internal sealed record MaxUncertaintyRule(double Threshold) : IStoppingRule, IStoppingWatch
{
    /// <inheritdoc/>
    public string Text => FormattableString.Invariant($"max-uncertainty:{Threshold}");

    /// <inheritdoc/>
    public IStoppingWatch Watch() => this;

    /// <inheritdoc/>
    public bool Holds(StoppingPoint point) => 1 - point.LeastConfidence <= Threshold;
}
