using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Share of the regions of an item's picture that are labelled, in [0, 1]; highest first, it asks for one picture after another.</summary>
/// <remarks>
/// Labelling whole pictures is what active learning of regions is compared with: S. Mackowiak and others, "CEREALS: Cost-Effective REgion-based Active Learning
/// for Semantic Segmentation" (2018). Regions that the pool does not hold are not counted.
/// </remarks>
public sealed class PictureLabelsSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "picture-labels";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pictures;

    /// <inheritdoc/>
    public string Description => "share of the regions of its picture that are labelled; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("little of its picture is labelled", "much of its picture is labelled");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int[] pictures = context.Items.Pictures ?? throw new InvalidOperationException("these items are no regions of pictures");
        var regions = new Dictionary<int, (int All, int Labelled)>();
        foreach (int picture in pictures)
        {
            regions[picture] = (regions.GetValueOrDefault(picture).All + 1, 0);
        }
        Count(context.Pool.Labelled);
        Count(context.Pool.Pending);
        for (int i = 0; i < values.Length; i++)
        {
            (int all, int labelled) = regions[pictures[context.Candidates[i]]];
            values[i] = (float)labelled / all;
        }

        void Count(ReadOnlySpan<int> items)
        {
            foreach (int item in items)
            {
                (int all, int labelled) = regions[pictures[item]];
                regions[pictures[item]] = (all, labelled + 1);
            }
        }
    }
}
