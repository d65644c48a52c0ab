namespace RlQuery.Core.Policies.Onnx;

/// <summary><see cref="ScoringNetwork"/> as nodes of a graph.</summary>
/// <param name="graph">Where to.</param>
/// <param name="shape">Sizes of the networks.</param>
/// <param name="rows">Normalised signals of the shortlist.</param>
/// <param name="context">Normalised context; null if it has no values.</param>
internal sealed class OnnxPerceptron(OnnxGraph graph, NetworkShape shape, string rows, string? context) : IOnnxNetwork
{
    /// <inheritdoc/>
    public string Add(string name, TensorFile weights, string prefix)
    {
        string values = rows;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string place = $"{name}-layer-{layer}";
            int inputs = shape.Inputs(layer);
            int outputs = shape.Outputs(layer);
            float[] weight = weights.Float32(prefix + NetworkShape.WeightName(layer), outputs, inputs);
            string bias = graph.Constant($"{place}-bias", Widen(weights.Float32(prefix + NetworkShape.BiasName(layer), outputs)), outputs);
            if (layer == 0)
            {
                if (context is not null)
                {
                    // The context's part is the same for every candidate.
                    string own = graph.Constant($"{place}-context-weight", Part(weight, inputs, shape.Signals, shape.Context), shape.Context, outputs);
                    bias = graph.Node($"{place}-start", "Add", [graph.Node($"{place}-context", "MatMul", [context, own]), bias]);
                }
                inputs = shape.Signals;
            }
            string matrix = graph.Constant($"{place}-weight", Part(weight, shape.Inputs(layer), 0, inputs), inputs, outputs);
            values = graph.Node($"{place}-sum", "Add", [graph.Node($"{place}-product", "MatMul", [values, matrix]), bias]);
            values = layer < shape.Layers - 1 ? graph.Node($"{place}-relu", "Relu", [values]) : values;
        }
        return graph.Node($"{name}-score", "Squeeze", [values, graph.Constant($"{name}-score-axis", [1L], 1)]);
    }

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];

    // Some columns of [outputs x inputs], transposed to [columns x outputs].
    private static double[] Part(float[] weight, int inputs, int first, int columns)
    {
        int outputs = weight.Length / inputs;
        double[] part = new double[columns * outputs];
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = weight[(i % outputs * inputs) + first + (i / outputs)];
        }
        return part;
    }
}
