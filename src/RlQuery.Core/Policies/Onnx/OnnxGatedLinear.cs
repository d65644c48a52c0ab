namespace RlQuery.Core.Policies.Onnx;

/// <summary><see cref="GatedLinearNetwork"/> as nodes of a graph.</summary>
internal sealed class OnnxGatedLinear : IOnnxNetwork
{
    private readonly OnnxGraph _graph;
    private readonly NetworkShape _shape;
    private readonly string _centred;
    private readonly string _scale;
    private readonly string? _state;

    /// <summary>Adds the part that all members share: the shortlist's signals, standardised over it, and the bounded state.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="shape">Sizes of the networks.</param>
    /// <param name="inputs">Their inputs.</param>
    /// <param name="rows">Normalised signals of the shortlist.</param>
    public OnnxGatedLinear(OnnxGraph graph, NetworkShape shape, OnnxInputs inputs, string rows)
    {
        _graph = graph;
        _shape = shape;
        _centred = graph.Node("rows-offset", "Sub", [rows, graph.Mean("rows-mean", rows)]);
        string squared = graph.Node("rows-squared", "Mul", [_centred, _centred]);
        string deviation = graph.Node("rows-deviation", "Sqrt", [graph.Mean("rows-variance", squared)]);
        string differs = graph.Node("rows-differ", "Greater", [deviation, graph.Constant("smallest-deviation", [ShortlistScale.SmallestDeviation])]);
        string inverse = graph.Node("rows-inverse", "Reciprocal", [deviation]);
        _scale = graph.Node("rows-scale", "Where", [differs, inverse, graph.Constant("no-weight", [0.0])]);
        _state = inputs.State() is not string state ? null : graph.Node(
            "state-bounded", "Clip",
            [
                state,
                graph.Constant("state-least", [-(double)GatedLinearNetwork.StateBound]),
                graph.Constant("state-most", [(double)GatedLinearNetwork.StateBound]),
            ]);
    }

    /// <summary>Signals of the shortlist, standardised over it [n x F].</summary>
    public string Standardised => _graph.Has("rows-standardised") ? "rows-standardised" : _graph.Node("rows-standardised", "Mul", [_centred, _scale]);

    /// <summary>State values within their bounds [G]; null if there are none.</summary>
    public string? State => _state;

    /// <inheritdoc/>
    public string Add(string name, TensorFile weights, string prefix)
    {
        int signals = _shape.Signals;
        int state = _shape.StateValues;
        float[] gate = weights.Float32(prefix + NetworkShape.GateName, signals, 1 + state);
        double[] own = [.. Enumerable.Range(0, signals).Select(j => (double)gate[j * (1 + state)])];
        string weight = _graph.Constant($"{name}-weight", own, signals);
        if (_state is not null)
        {
            double[] slopes = [.. Enumerable.Range(0, signals * state).Select(i => (double)gate[(i / state * (1 + state)) + 1 + (i % state)])];
            string moved = _graph.Node($"{name}-gate", "MatMul", [_graph.Constant($"{name}-slopes", slopes, signals, state), _state]);
            weight = _graph.Node($"{name}-gated", "Add", [weight, moved]);
        }
        return _graph.Node($"{name}-score", "MatMul", [_centred, _graph.Node($"{name}-factors", "Mul", [_scale, weight])]);
    }
}
