using System.Globalization;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies.Onnx;

/// <summary>Writes policies as ONNX models, for use outside .NET.</summary>
/// <remarks>
/// A model takes <c>signals</c> [candidates x F], 32-bit floats as RlQuery computes them, in the order of the candidates' rows, for any number of candidates
/// from 1 on, and <c>state</c> [G] (not there where a policy has no state values). It gives <c>scores</c> [candidates], as <see cref="LearnedPolicy.Score"/>,
/// and <c>choice</c>, the index of the candidate to label: normalisation, shortlist, ensemble and threshold are in the graph. Inputs are normalised in 32
/// bits and scores rounded to 32 bits, as in managed code; between them sums are taken in 64 bits, so that neither the order in which a runtime adds nor a
/// candidate's place in its blocks shows: equal candidates keep equal scores, and of equal ones the first is chosen. Names of inputs, schema hash and origin
/// are in the model's metadata.
/// </remarks>
public static class OnnxPolicy
{
    internal const string Signals = "signals";
    internal const string State = "state";
    internal const string Scores = "scores";
    internal const string Choice = "choice";

    /// <summary>Writes the model of a policy folder.</summary>
    /// <param name="folder">A folder with policy.json and policy.safetensors.</param>
    /// <param name="file">The model, such as <c>policy.onnx</c>; written atomically.</param>
    /// <param name="parts">Where the policy's signals and state values are looked up.</param>
    /// <exception cref="InvalidInputException">The policy cannot be used by this version.</exception>
    public static void Export(string folder, string file, Parts parts)
    {
        (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(folder, parts);
        UnixFileMode most = FileModes.Of(Path.Combine(folder, PolicyReader.DocumentName), Path.Combine(folder, PolicyReader.WeightsName));
        AtomicFile.Write(file, Model(document, weights, parts), most);
    }

    /// <summary>The bytes of a policy's model.</summary>
    /// <param name="document">The content of policy.json.</param>
    /// <param name="weights">The layers of every member under the prefix of <see cref="PolicySelector.Prefix"/>.</param>
    /// <param name="parts">Where the policy's signals and state values are looked up.</param>
    /// <exception cref="InvalidInputException">The policy cannot be used by this version.</exception>
    public static byte[] Model(PolicyDocument document, TensorFile weights, Parts parts)
    {
        SignalList networks = PolicyRules.ListOf(document, document.Name, parts);
        PolicyRules.Check(document, document.Name, parts);
        Selector selector = document.Selector.ToSelector(parts);
        SignalList list = networks.Union(selector.SignalList);
        var graph = new OnnxGraph();
        Declare(graph, list);
        OnnxShortlist shortlist = OnnxShortlist.Add(graph, selector, list);
        var inputs = new OnnxInputs(graph, document);
        string rows = inputs.Rows(shortlist);
        IOnnxNetwork network = document.Network.Tree
            ? new OnnxTree(graph, document.Network, inputs, rows)
            : document.Network.GatedLinear
            ? new OnnxGatedLinear(graph, document.Network, inputs, rows)
            : document.Network.Gated
            ? new OnnxGated(graph, document.Network, inputs, rows)
            : new OnnxPerceptron(graph, document.Network, rows, inputs.Context());
        var choice = new OnnxChoice(graph, shortlist);
        string? combined = null;
        for (int member = 0; member < document.Selector.Ensemble; member++)
        {
            string name = $"member-{member}";
            string scores = network.Add(name, weights, document.Selector.Prefix(member));
            scores = choice.Standardise(name, graph.Cast($"{name}-single", scores, OnnxType.Float));
            combined = combined is null ? scores : graph.Node($"{name}-total", "Add", [combined, scores]);
        }
        // Standardised again, as in managed code, so that the threshold is in standard deviations whatever the number of members.
        choice.Decide(choice.Standardise("combined", combined!), selector.Threshold);
        return graph.ToModel(
            document.Name, document.Version, $"query policy {document.Name} of RlQuery: which candidate to label next", Metadata(document, list)).ToArray();
    }

    private static void Declare(OnnxGraph graph, SignalList list)
    {
        graph.Input(Signals, OnnxType.Float, string.Join(", ", list.SignalNames), OnnxGraph.Candidates, list.Signals.Count);
        if (list.State.Count > 0)
        {
            graph.Input(State, OnnxType.Float, string.Join(", ", list.StateNames), list.State.Count);
        }
        graph.Output(Scores, OnnxType.Float, "the higher, the sooner it is labelled", OnnxGraph.Candidates);
        graph.Output(Choice, OnnxType.Int64, "index of the candidate to label");
    }

    private static SortedDictionary<string, string> Metadata(PolicyDocument document, SignalList list) => new(StringComparer.Ordinal)
    {
        ["rlquery.agent"] = document.Agent,
        ["rlquery.budget"] = document.Budget.ToString(CultureInfo.InvariantCulture),
        ["rlquery.environment"] = document.Environment.Name,
        ["rlquery.learner"] = document.Learner,
        ["rlquery.name"] = document.Name,
        ["rlquery.schema_hash"] = document.Signals.Hash,
        ["rlquery.signal_versions"] = string.Join(',', list.Signals.Select(signal => signal.Version)),
        ["rlquery.signals"] = string.Join(',', list.SignalNames),
        ["rlquery.state"] = string.Join(',', list.StateNames),
        ["rlquery.state_versions"] = string.Join(',', list.State.Select(value => value.Version)),
        ["rlquery.version"] = document.Version,
        ["rlquery.weights_sha256"] = document.Weights,
    };
}
