namespace RlQuery.MicrosoftML;

/// <summary>The non-zero terms of a text.</summary>
/// <param name="Terms">Places in the vocabulary.</param>
/// <param name="Weights">The weight of each.</param>
internal readonly record struct SparseRow(int[] Terms, double[] Weights);
