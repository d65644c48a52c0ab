namespace RlQuery.Core.Policies.Onnx;

/// <summary>A form of <see cref="IScoringNetwork"/> as nodes of a graph.</summary>
internal interface IOnnxNetwork
{
    /// <summary>Adds the nodes of one member.</summary>
    /// <param name="name">What its nodes' names begin with.</param>
    /// <param name="weights">Holds its weights.</param>
    /// <param name="prefix">What stands before their names.</param>
    /// <returns>Its scores of the shortlist, 64-bit floats [n].</returns>
    string Add(string name, TensorFile weights, string prefix);
}
