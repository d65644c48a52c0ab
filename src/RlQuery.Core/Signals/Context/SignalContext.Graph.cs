namespace RlQuery.Core.Signals.Context;

/// <content>Concepts of a knowledge graph.</content>
public sealed partial class SignalContext
{
    private readonly ConceptState _concepts = new();
    private readonly LabelPropagation _propagation = new();

    /// <summary>What of the graph near the rows has no label yet.</summary>
    internal ConceptState Concepts
    {
        get
        {
            if (_first is not null)
            {
                return _first.Concepts;
            }
            _concepts.Update(Pool);
            return _concepts;
        }
    }

    /// <summary>Labels of this unit, spread over the graph.</summary>
    /// <param name="graph">The graph near the rows.</param>
    internal LabelPropagation Propagation(ConceptGraph graph)
    {
        _propagation.Update(graph, Pool);
        return _propagation;
    }
}
