namespace RlQuery.Core.Augmentation;

/// <summary>How many rows of a class a method is asked for, before the best are kept.</summary>
/// <param name="Label">Index of the class.</param>
/// <param name="Rows">Its labelled rows.</param>
/// <param name="Drafts">How many rows the method makes of them.</param>
public sealed record ClassNeed(int Label, ClassRows Rows, int Drafts);
