namespace RlQuery.Studies.Compression;

/// <summary>A model that predicts texts.</summary>
/// <param name="Name"><c>teacher</c>, or the name of a student.</param>
/// <param name="Predict">Probabilities of texts [texts x classes].</param>
public sealed record CompressedModel(string Name, Func<IReadOnlyList<string>, float[]> Predict);
