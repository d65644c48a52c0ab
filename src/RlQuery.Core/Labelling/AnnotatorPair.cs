namespace RlQuery.Core.Labelling;

/// <summary>Two who labelled the same rows.</summary>
/// <param name="First">One of them; null where nobody was named.</param>
/// <param name="Second">The other.</param>
/// <param name="Rows">Rows that both have labelled.</param>
/// <param name="Same">How many of these have the same label of both.</param>
/// <param name="Kappa">Cohen's kappa.</param>
public sealed record AnnotatorPair(string? First, string? Second, int Rows, int Same, double Kappa);
