namespace RlQuery.Core.Policies.Onnx;

/// <summary>Builds the graph of an ONNX model, node after node; a value is known by its name.</summary>
/// <remarks>
/// Field numbers are those of onnx.proto, operators those of the default domain in version <see cref="OperatorSet"/>, which runtimes have had since 2022.
/// </remarks>
internal sealed class OnnxGraph
{
    /// <summary>Version of the operators.</summary>
    public const int OperatorSet = 17;

    /// <summary>Stands for a size that changes from call to call: the number of candidates.</summary>
    public const long Candidates = -1;

    private const int FormatVersion = 8;

    private readonly HashSet<string> _names = [];
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _constants = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];

    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Type of its elements.</param>
    /// <param name="meaning">One line for readers of the model.</param>
    /// <param name="sizes">Size of each dimension; <see cref="Candidates"/> where it is their number.</param>
    public void Input(string name, OnnxType type, string meaning, params long[] sizes) => _inputs.Add(ValueInfo(name, type, meaning, sizes));

    /// <summary>Declares an output.</summary>
    /// <inheritdoc cref="Input"/>
    public void Output(string name, OnnxType type, string meaning, params long[] sizes) => _outputs.Add(ValueInfo(name, type, meaning, sizes));

    /// <summary>Adds a constant of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row-major values.</param>
    /// <param name="sizes">Size of each dimension; none for a single number.</param>
    /// <returns>The name.</returns>
    public string Constant(string name, float[] values, params long[] sizes) => Constant(name, OnnxType.Float, tensor => tensor.AddRaw(9, values), sizes);

    /// <summary>Adds a constant of 64-bit floats.</summary>
    /// <inheritdoc cref="Constant(string, float[], long[])"/>
    public string Constant(string name, double[] values, params long[] sizes) => Constant(name, OnnxType.Double, tensor => tensor.AddRaw(9, values), sizes);

    /// <summary>Adds a constant of 64-bit integers.</summary>
    /// <inheritdoc cref="Constant(string, float[], long[])"/>
    public string Constant(string name, long[] values, params long[] sizes) => Constant(name, OnnxType.Int64, tensor => tensor.AddRaw(9, values), sizes);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="name">Name of its output, and of the node.</param>
    /// <param name="operation">Name of the operator.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The name.</returns>
    public string Node(string name, string operation, string[] inputs, params OnnxAttribute[] attributes)
    {
        AddNode(name, operation, inputs, [name], attributes);
        return name;
    }

    /// <summary>Adds a node of which only the second output is used.</summary>
    /// <inheritdoc cref="Node"/>
    public string NodeOfSecondOutput(string name, string operation, string[] inputs, params OnnxAttribute[] attributes)
    {
        AddNode(name, operation, inputs, [$"{name}-first", name], attributes);
        return name;
    }

    /// <summary>Whether there is a value of some name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Adds the mean over the rows of a value.</summary>
    /// <param name="name">Name of the output, which has one dimension less.</param>
    /// <param name="value">What to average.</param>
    /// <returns>The name.</returns>
    public string Mean(string name, string value) => Node(name, "ReduceMean", [value], OnnxAttribute.Integers("axes", 0), OnnxAttribute.Integer("keepdims", 0));

    /// <summary>Converts a value to another type.</summary>
    /// <param name="name">Name of the output.</param>
    /// <param name="value">What to convert.</param>
    /// <param name="type">Type of the output.</param>
    /// <returns>The name.</returns>
    public string Cast(string name, string value, OnnxType type) => Node(name, "Cast", [value], OnnxAttribute.Integer("to", (long)type));

    /// <summary>The model.</summary>
    /// <param name="name">Name of the graph.</param>
    /// <param name="producerVersion">Version of this library.</param>
    /// <param name="description">What the model is.</param>
    /// <param name="metadata">Metadata, by key.</param>
    public ProtobufMessage ToModel(string name, string producerVersion, string description, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new ProtobufMessage();
        AddAll(graph, 1, _nodes);
        graph.Add(2, name);
        AddAll(graph, 5, _constants);
        AddAll(graph, 11, _inputs);
        AddAll(graph, 12, _outputs);
        ProtobufMessage model = new ProtobufMessage()
            .Add(1, FormatVersion).Add(2, "RlQuery").Add(3, producerVersion).Add(6, description).Add(7, graph)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSet));
        AddAll(model, 14, metadata.Select(entry => new ProtobufMessage().Add(1, entry.Key).Add(2, entry.Value)));
        return model;
    }

    private void AddNode(string name, string operation, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }
        foreach (string output in outputs)
        {
            node.Add(2, output);
        }
        node.Add(3, name).Add(4, operation);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Add(5, attribute.ToMessage());
        }
        _names.Add(name);
        _nodes.Add(node);
    }

    private string Constant(string name, OnnxType type, Action<ProtobufMessage> addValues, long[] sizes)
    {
        var tensor = new ProtobufMessage();
        foreach (long size in sizes)
        {
            tensor.Add(1, size);
        }
        tensor.Add(2, (long)type).Add(8, name);
        addValues(tensor);
        _constants.Add(tensor);
        return name;
    }

    private static ProtobufMessage ValueInfo(string name, OnnxType type, string meaning, long[] sizes)
    {
        var shape = new ProtobufMessage();
        foreach (long size in sizes)
        {
            shape.Add(1, size == Candidates ? new ProtobufMessage().Add(2, "candidates") : new ProtobufMessage().Add(1, size));
        }
        ProtobufMessage tensor = new ProtobufMessage().Add(1, (long)type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor)).Add(3, meaning);
    }

    private static void AddAll(ProtobufMessage message, int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (ProtobufMessage value in values)
        {
            message.Add(field, value);
        }
    }
}
