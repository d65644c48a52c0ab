using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Segmentation;

/// <summary>Mean over the classes of intersection over union of predicted and true pixels.</summary>
/// <remarks>
/// The usual one of segmentation (PASCAL VOC: M. Everingham and others, 2010, section 4.2.3), over all test pictures together. Pixels of no class count in
/// neither. Where rows are no regions, each counts as one pixel: it is then the mean Jaccard index of the classes.
/// </remarks>
internal sealed class MeanIouMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "mean-iou";

    /// <inheritdoc/>
    public string Words => "mean intersection over union";

    /// <inheritdoc/>
    public string Description => "mean over the classes of intersection over union of predicted and true pixels";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => PixelCounts.Of(predictions).MeanIou();

    /// <summary>The same; with smoothing, a region is predicted as each class in part, by its probability.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of the probabilities, in [0, 1].</param>
    public double Score(TestPredictions predictions, double smoothing) => PixelCounts.Of(predictions, smoothing).MeanIou();
}
