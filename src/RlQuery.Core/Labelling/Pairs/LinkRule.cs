namespace RlQuery.Core.Labelling.Pairs;

/// <summary>Answers about pairs follow from each other by transitive closure; one that contradicts others is refused, and they are named.</summary>
/// <param name="table">The table.</param>
internal sealed class LinkRule(PairTable table) : IAnswerRule
{
    private LabellingState? _known;
    private int _events;
    private Tasks.LinkClosure? _closure;

    /// <inheritdoc/>
    public string Called(int item) => table.Called(item);

    /// <inheritdoc/>
    public bool Follows(LabellingState state, int item)
    {
        if (_closure is null || !ReferenceEquals(state, _known) || state.Events != _events)
        {
            (_closure, _known, _events) = (table.Closure(state), state, state.Events);
        }
        return _closure.Of(table.Pairs.First(item), table.Pairs.Second(item)) is not null;
    }

    /// <inheritdoc/>
    public string? FaultOf(LabellingState state, int item, string answer)
    {
        bool opposite = answer != LinkAnswers.Same;
        Link[] links = [.. state.Labelled.Where(other => other != item).Select(other =>
            new Link(other, table.Pairs.First(other), table.Pairs.Second(other), state.Answers[other] == LinkAnswers.Same))];
        IReadOnlyList<int> proof = LinkProof.Of(links, table.Pairs.First(item), table.Pairs.Second(item), opposite);
        return proof.Count == 0 ? null
            : $"{Called(item)}: '{answer}' contradicts {string.Join(", ", proof.Select(other => $"{Called(other)} = {state.Answers[other]}"))}; "
                + "correct one of these answers first, or give the other one here";
    }
}
