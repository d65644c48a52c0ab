namespace RlQuery.Core.Policies.Onnx;

/// <summary><see cref="TreeNetwork"/> as nodes of a graph: both sides of every split are computed, and one is taken.</summary>
internal sealed class OnnxTree : IOnnxNetwork
{
    private readonly OnnxGraph _graph;
    private readonly NetworkShape _shape;
    private readonly string _signals;
    private readonly string? _state;

    /// <inheritdoc cref="OnnxGatedLinear(OnnxGraph, NetworkShape, OnnxInputs, string)"/>
    public OnnxTree(OnnxGraph graph, NetworkShape shape, OnnxInputs inputs, string rows)
    {
        _graph = graph;
        _shape = shape;
        var shared = new OnnxGatedLinear(graph, shape, inputs, rows);
        // Compared in 32 bits, as in managed code.
        _signals = graph.Cast("rows-compared", shared.Standardised, OnnxType.Float);
        _state = shared.State is string state ? graph.Cast("state-compared", state, OnnxType.Float) : null;
    }

    /// <inheritdoc/>
    public string Add(string name, TensorFile weights, string prefix)
    {
        var tree = ScoringTree.Read(_shape, weights, prefix);
        // A tree that looks at the state alone has one score for all: added to zeros, it is there for each.
        string column = Column($"{name}-first", 0);
        string zeros = _graph.Node($"{name}-zeros", "Sub", [column, column]);
        return _graph.Cast($"{name}-score", _graph.Node($"{name}-sum", "Add", [zeros, Side(name, tree, tree.Root)]), OnnxType.Double);
    }

    private string Side(string name, ScoringTree tree, int side)
    {
        if (side < 0)
        {
            return _graph.Constant($"{name}-leaf-{-1 - side}", [tree.Value(side)]);
        }
        string place = $"{name}-split-{side}";
        int input = tree.Input(side);
        string value = input < _shape.Signals
            ? Column(place, input)
            : _graph.Node($"{place}-input", "Gather", [_state!, _graph.Constant($"{place}-place", [(long)(input - _shape.Signals)])]);
        string isLow = _graph.Node($"{place}-is-low", "LessOrEqual", [value, _graph.Constant($"{place}-threshold", [tree.Threshold(side)])]);
        return _graph.Node(place, "Where", [isLow, Side(name, tree, tree.Low(side)), Side(name, tree, tree.High(side))]);
    }

    private string Column(string place, int signal) => _graph.Node(
        $"{place}-input", "Gather", [_signals, _graph.Constant($"{place}-column", [(long)signal])], OnnxAttribute.Integer("axis", 1));
}
