namespace RlQuery.Core.Policies.Onnx;

/// <summary>The inputs of the networks, as <see cref="ObservationEncoder"/> has them: normalised in 32 bits, then widened.</summary>
internal sealed class OnnxInputs(OnnxGraph graph, PolicyDocument document)
{
    private readonly int _signals = document.Signals.Names.Count;
    private readonly int _state = document.State.Names.Count;

    /// <summary>Adds the normalised signals of the shortlist.</summary>
    /// <param name="shortlist">Which candidates it is.</param>
    /// <returns>64-bit floats [n x F].</returns>
    public string Rows(OnnxShortlist shortlist)
    {
        string chosen = graph.Node("shortlist", "Slice", [shortlist.Order, graph.Constant("start", [0L], 1), shortlist.Size]);
        string rows = graph.Node("shortlist-signals", "Gather", [Columns(), chosen], OnnxAttribute.Integer("axis", 0));
        return Normalise("rows", rows, document.Normalisation.Signals, _signals);
    }

    /// <summary>Adds the normalised state values.</summary>
    /// <returns>64-bit floats [G]; null if there are none.</returns>
    public string? State() => _state == 0 ? null : Normalise("state-normal", StateValues(), document.Normalisation.Context, _state);

    /// <summary>Adds the normalised context: state values, then mean and standard deviation of each signal over all candidates.</summary>
    /// <returns>64-bit floats [G + 2F].</returns>
    public string Context()
    {
        string all = graph.Cast("signals-wide", Columns(), OnnxType.Double);
        string mean = graph.Mean("signals-mean", all);
        string squares = graph.Mean("signals-squares", graph.Node("signals-squared", "Mul", [all, all]));
        string variance = graph.Node("signals-variance", "Sub", [squares, graph.Node("signals-mean-squared", "Mul", [mean, mean])]);
        variance = graph.Node("signals-variance-positive", "Max", [variance, graph.Constant("least-variance", [0.0])]);
        string means = graph.Cast("means", mean, OnnxType.Float);
        string deviations = graph.Cast("deviations", graph.Node("signals-deviation", "Sqrt", [variance]), OnnxType.Float);
        string[] parts = _state == 0 ? [means, deviations] : [StateValues(), means, deviations];
        string context = graph.Node("context", "Concat", parts, OnnxAttribute.Integer("axis", 0));
        return Normalise("context-normal", context, document.Normalisation.Context, _state + (2 * _signals));
    }

    // The shortlist signal, and the state value that it may need, follow the networks' own.
    private string Columns() => Leading("network-signals", OnnxPolicy.Signals, _signals, axis: 1);

    private string StateValues() => Leading("network-state", OnnxPolicy.State, _state, axis: 0);

    private string Leading(string name, string values, int count, long axis) => graph.Has(name) ? name : graph.Node(
        name, "Slice",
        [values, graph.Constant($"{name}-start", [0L], 1), graph.Constant($"{name}-end", [(long)count], 1), graph.Constant($"{name}-axis", [axis], 1)]);

    private string Normalise(string name, string values, PolicyMoments moments, int count)
    {
        string means = graph.Constant($"{name}-means", moments.Mean[..count], count);
        string deviations = graph.Constant($"{name}-deviations", moments.Deviation[..count], count);
        string centred = graph.Node($"{name}-centred", "Sub", [values, means]);
        return graph.Cast(name, graph.Node($"{name}-single", "Div", [centred, deviations]), OnnxType.Double);
    }
}
