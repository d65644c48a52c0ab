namespace RlQuery.Core.Policies.Onnx;

/// <summary><see cref="GatedNetwork"/> as nodes of a graph.</summary>
internal sealed class OnnxGated : IOnnxNetwork
{
    private readonly OnnxGraph _graph;
    private readonly OnnxGatedLinear _linear;
    private readonly OnnxPerceptron _residual;

    /// <inheritdoc cref="OnnxGatedLinear(OnnxGraph, NetworkShape, OnnxInputs, string)"/>
    public OnnxGated(OnnxGraph graph, NetworkShape shape, OnnxInputs inputs, string rows)
    {
        _graph = graph;
        _linear = new OnnxGatedLinear(graph, shape, inputs, rows);
        _residual = new OnnxPerceptron(graph, GatedNetwork.ResidualOf(shape), _linear.Standardised, _linear.State);
    }

    /// <inheritdoc/>
    public string Add(string name, TensorFile weights, string prefix) => _graph.Node(
        $"{name}-sum", "Add", [_linear.Add($"{name}-linear", weights, prefix), _residual.Add($"{name}-residual", weights, prefix)]);
}
