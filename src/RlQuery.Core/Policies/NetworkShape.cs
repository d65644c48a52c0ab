using System.Text.Json.Serialization;

namespace RlQuery.Core.Policies;

/// <summary>Sizes of a network that scores candidates: signals and context, then the hidden layers, then one score.</summary>
/// <param name="Signals">Signals per candidate, F; at least 1.</param>
/// <param name="Context">Context values per observation, C.</param>
/// <param name="Hidden">Width of each hidden layer; at least one layer, each at least 1 wide.</param>
/// <remarks>
/// Layer <c>i</c> has <c>layers.{i}.weight</c> [outputs x inputs] and <c>layers.{i}.bias</c> [outputs], as PyTorch's Linear; ReLU
/// stands between the layers. The inputs of the first are the candidate's signals, then the context; the last has one output.
/// </remarks>
public sealed record NetworkShape(int Signals, int Context, IReadOnlyList<int> Hidden)
{
    /// <summary>Number of layers with weights: the hidden ones and the last.</summary>
    [JsonIgnore]
    public int Layers => Hidden.Count + 1;

    /// <summary>Number of weights and biases.</summary>
    [JsonIgnore]
    public long Parameters => Enumerable.Range(0, Layers).Sum(layer => (long)Outputs(layer) * (Inputs(layer) + 1));

    /// <summary>Inputs of a layer.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public int Inputs(int layer) => layer == 0 ? Signals + Context : Hidden[layer - 1];

    /// <summary>Outputs of a layer.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public int Outputs(int layer) => layer == Hidden.Count ? 1 : Hidden[layer];

    /// <summary>Name of a layer's weights.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public static string WeightName(int layer) => $"layers.{layer}.weight";

    /// <summary>Name of a layer's biases.</summary>
    /// <param name="layer">0..<see cref="Layers"/>-1.</param>
    public static string BiasName(int layer) => $"layers.{layer}.bias";
}
