namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>The model is confident about unlabelled rows: the mean probability of its predictions has reached a threshold.</summary>
/// <param name="Threshold">In [0, 1].</param>
/// <remarks>
/// Source: the overall uncertainty of J. Zhu, H. Wang, E. Hovy and M. Ma, "Confidence-Based Stopping Criteria for Active Learning for Data Annotation"
/// (2010). An overconfident model, as with only a label or two, stops too early: combine this rule with another.
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
