namespace RlQuery.Core.Statistics.Credibility;

/// <summary>What one annotator said of one item. An annotator may be asked of an item more than once.</summary>
/// <param name="Item">The item, from 0.</param>
/// <param name="Annotator">The annotator, from 0.</param>
/// <param name="Label">The class that was said, from 0.</param>
public readonly record struct Vote(int Item, int Annotator, int Label);
