namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>The model is sure of what is not labelled yet: the mean probability of its predictions has reached a threshold.</summary>
/// <param name="Threshold">In [0, 1].</param>
/// <remarks>
/// Source: the overall uncertainty of J. Zhu, H. Wang, E. Hovy and M. Ma, "Confidence-Based Stopping Criteria for Active Learning for Data Annotation"
/// (2010). A model that is sure of itself without reason, as with a label or two, stops too early: join it with another rule.
/// </remarks>
internal sealed record ConfidenceRule(double Threshold) : IStoppingRule, IStoppingWatch
{
    /// <inheritdoc/>
    public string Text => FormattableString.Invariant($"confidence:{Threshold}");

    /// <inheritdoc/>
    public IStoppingWatch Watch() => this;

    /// <inheritdoc/>
    public bool Holds(StoppingPoint point) => point.Confidence >= Threshold;
}
