namespace RlQuery.Core.Learners.Panels;

/// <summary>Items with their answers.</summary>
/// <param name="Items">The items.</param>
/// <param name="Classes">The class of each.</param>
/// <param name="Weights">The weight of each.</param>
internal sealed record LabelledItems(int[] Items, int[] Classes, double[] Weights)
{
    /// <summary>Those at some places.</summary>
    public LabelledItems At(int[] places) => new(
        Array.ConvertAll(places, place => Items[place]), Array.ConvertAll(places, place => Classes[place]), Array.ConvertAll(places, place => Weights[place]));
}
