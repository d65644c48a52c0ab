namespace RlQuery.Core.Augmentation;

/// <summary>A row that a method made, before it is judged.</summary>
/// <param name="Cells">The text of each feature column; null where it is missing.</param>
/// <param name="Parents">The rows that it was made from; empty for all rows of the class.</param>
public sealed record MadeCells(string?[] Cells, int[] Parents);
