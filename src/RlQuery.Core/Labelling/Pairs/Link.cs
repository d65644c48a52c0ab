namespace RlQuery.Core.Labelling.Pairs;

/// <summary>An answered pair.</summary>
/// <param name="Item">Number of the pair.</param>
/// <param name="First">Place of a row.</param>
/// <param name="Second">Place of the other one.</param>
/// <param name="Together">Whether they belong together.</param>
internal readonly record struct Link(int Item, int First, int Second, bool Together);
