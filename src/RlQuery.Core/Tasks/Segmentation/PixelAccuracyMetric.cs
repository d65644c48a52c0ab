using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Segmentation;

/// <summary>Share of pixels predicted rightly; those of no class are left out. Where rows are no regions, it is accuracy.</summary>
internal sealed class PixelAccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "pixel-accuracy";

    /// <inheritdoc/>
    public string Words => "pixel accuracy";

    /// <inheritdoc/>
    public string Description => "share of pixels predicted rightly";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        var counts = PixelCounts.Of(predictions);
        return counts.Both.Sum() / Math.Max(1, counts.True.Sum());
    }
}
