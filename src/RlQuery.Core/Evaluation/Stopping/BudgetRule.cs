namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>So many labels were asked for.</summary>
/// <param name="Queries">Number of queries, at least 1.</param>
internal sealed record BudgetRule(int Queries) : IStoppingRule, IStoppingWatch
{
    /// <inheritdoc/>
    public string Text => FormattableString.Invariant($"budget:{Queries}");

    /// <inheritdoc/>
    public IStoppingWatch Watch() => this;

    /// <inheritdoc/>
    public bool Holds(StoppingPoint point) => point.Queries >= Queries;
}
