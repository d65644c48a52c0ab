using System.Text.Json.Serialization;

namespace RlQuery.Core.Policies;

/// <summary>
/// Sizes of a network that scores candidates: signals and context, then the hidden layers, then one score; without hidden layers it is a gated linear
/// network, and a gated one has both, whose scores are added up. With leaves it is a decision tree.
/// </summary>
/// <param name="Signals">Signals per candidate, F; at least 1.</param>
/// <param name="Context">Context values per observation, C = G + 2F: state values, then pooled signals.</param>
/// <param name="Hidden">Width of each hidden layer, each at least 1 wide; none for a <see cref="GatedLinearNetwork"/>, otherwise it is a <see
/// cref="ScoringNetwork"/>.</param>
/// <remarks>
/// Layer <c>i</c> has <c>layers.{i}.weight</c> [outputs x inputs] and <c>layers.{i}.bias</c> [outputs], as PyTorch's Linear; ReLU
/// stands between the layers. The inputs of the first are the candidate's signals, then the context; the last has one output.
/// A gated linear network has <c>gate.weight</c> [F x (1 + G)] alone. A gated one has it before its layers, whose inputs are the standardised signals and the
/// state values. A decision tree has the tensors of a <see cref="ScoringTree"/>, and the same inputs.
/// </remarks>
public sealed record NetworkShape(int Signals, int Context, IReadOnlyList<int> Hidden)
{
    /// <summary>Name of the weights of a gated linear network.</summary>
    public const string GateName = "gate.weight";

    /// <summary>Whether a gated linear network stands beside the hidden layers: a <see cref="GatedNetwork"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Gated { get; init; }

    /// <summary>Number of leaves of a decision tree, which has no hidden layers: a <see cref="TreeNetwork"/>.</summary>
    /// <value>0..1024. Default: 0, which is no tree.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Leaves { get; init; }

    /// <summary>Whether this is a <see cref="TreeNetwork"/>.</summary>
    [JsonIgnore]
    public bool Tree => Leaves > 0;

    /// <summary>Whether this is a <see cref="GatedLinearNetwork"/>: no hidden layer.</summary>
    [JsonIgnore]
    public bool GatedLinear => Hidden.Count == 0 && !Tree;

    /// <summary>Whether it looks at the signals of all candidates, pooled, and not only at those of the shortlist.</summary>
    [JsonIgnore]
    public bool Pooled => !GatedLinear && !Gated && !Tree;

    /// <summary>State values at the beginning of the context, G.</summary>
    [JsonIgnore]
    public int StateValues => Context - (2 * Signals);

    /// <summary>Number of layers with weights: the hidden ones and the last.</summary>
    [JsonIgnore]
    public int Layers => Hidden.Count + 1;

    /// <summary>Number of weights and biases, or of all numbers of a tree.</summary>
    [JsonIgnore]
    public long Parameters => Tensors.Sum(tensor => tensor.Sizes.Aggregate(1L, (product, size) => product * size));

    /// <summary>Names and sizes of the tensors, in the order in which they are drawn and loaded: of each layer the weights before the biases.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, int[] Sizes)> Tensors
    {
        get
        {
            if (Tree)
            {
                yield return (ScoringTree.SplitsName, [Leaves - 1, ScoringTree.SplitWidth]);
                yield return (ScoringTree.ThresholdsName, [Leaves - 1]);
                yield return (ScoringTree.ValuesName, [Leaves]);
                yield break;
            }
            if (!Pooled)
            {
                yield return (GateName, [Signals, 1 + StateValues]);
            }
            for (int layer = 0; layer < Layers && !GatedLinear; layer++)
            {
                yield return (WeightName(layer), [Outputs(layer), Inputs(layer)]);
                yield return (BiasName(layer), [Outputs(layer)]);
            }
        }
    }

    /// <summary>Adds weights that lie one after another, in the order of <see cref="Tensors"/>, by their names.</summary>
    /// <param name="file">Receives them.</param>
    /// <param name="prefix">What to put before the names.</param>
    /// <param name="weights">As many as <see cref="Parameters"/>.</param>
    internal void Write(TensorFile file, string prefix, float[] weights)
    {
        int start = 0;
        foreach ((string name, int[] sizes) in Tensors)
        {
            int size = sizes.Aggregate((product, one) => product * one);
            file.Add(prefix + name, weights[start..(start + size)], sizes);
            start += size;
        }
    }

    /// <summary>Inputs of a layer.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public int Inputs(int layer) => layer > 0 ? Hidden[layer - 1] : Gated ? Signals + StateValues : Signals + Context;

    /// <summary>Outputs of a layer.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public int Outputs(int layer) => layer == Hidden.Count ? 1 : Hidden[layer];

    /// <summary>Name of a layer's weights.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public static string WeightName(int layer) => $"layers.{layer}.weight";

    /// <summary>Name of a layer's biases.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public static string BiasName(int layer) => $"layers.{layer}.bias";

    /// <summary>Refuses candidates beside a shortlist that are not of these sizes.</summary>
    /// <param name="shortlist">Normalised signals, row-major [N x F]; at least one row.</param>
    /// <param name="candidates">Normalised signals, row-major [M x F].</param>
    /// <param name="context">Normalised context [C].</param>
    /// <param name="scores">One for each candidate [M].</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal void RequireSizes(
        ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, ReadOnlySpan<float> scores)
    {
        if (candidates.Length != scores.Length * Signals || context.Length != Context || shortlist.IsEmpty || shortlist.Length % Signals != 0)
        {
            throw new ArgumentException(
                $"{candidates.Length} signals beside {shortlist.Length} and {context.Length} context values for {scores.Length} scores; "
                + $"needs {scores.Length} x {Signals}, a multiple of {Signals}, and {Context}",
                nameof(candidates));
        }
    }
}
