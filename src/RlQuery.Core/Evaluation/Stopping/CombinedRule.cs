namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>Several rules that hold at one point: all of them, or any.</summary>
/// <param name="Parts">At least two rules.</param>
/// <param name="All">Whether all have to hold.</param>
internal sealed record CombinedRule(IReadOnlyList<IStoppingRule> Parts, bool All) : IStoppingRule
{
    /// <inheritdoc/>
    public string Text => string.Join(All ? " and " : " or ", Parts.Select(part => part is CombinedRule ? $"({part.Text})" : part.Text));

    /// <inheritdoc/>
    public IStoppingWatch Watch() => new Own([.. Parts.Select(part => part.Watch())], All);

    private sealed class Own(IStoppingWatch[] parts, bool all) : IStoppingWatch
    {
        public bool Holds(StoppingPoint point)
        {
            // Every part has to see every point.
            int holding = parts.Count(part => part.Holds(point));
            return holding == parts.Length || (!all && holding > 0);
        }
    }
}
