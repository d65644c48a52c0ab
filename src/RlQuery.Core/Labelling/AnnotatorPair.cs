namespace RlQuery.Core.Labelling;

/// <summary>Two who labelled the same rows.</summary>
/// <param name="First">One of them; null if none was named.</param>
/// <param name="Second">The other.</param>
/// <param name="Rows">Rows that both have labelled.</param>
/// <param name="Same">The number of these with the same answer from both.</param>
/// <param name="Agreement">Cohen's kappa of classes; of numbers Krippendorff's alpha of the two, with the interval metric.</param>
public sealed record AnnotatorPair(string? First, string? Second, int Rows, int Same, double Agreement);
