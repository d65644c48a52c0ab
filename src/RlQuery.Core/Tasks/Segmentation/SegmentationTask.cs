using RlQuery.Core.Data;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Tasks.Segmentation;

/// <summary>Classes of all pixels of pictures: an item is a region of a picture, the answer its most frequent class, and the cost one click.</summary>
/// <remarks>
/// Regions as items, and mean intersection over union as the metric: A. Casanova, P. Pinheiro, N. Rostamzadeh and C. Pal, "Reinforced active learning for
/// image segmentation" (2020). There, a region is a square whose pixels are all labelled; here it is a superpixel, of which one click tells the class. A
/// region is predicted as one class, and measured by all of its pixels, those of other classes too. Learners, signals and strategies are those of classes.
/// </remarks>
public sealed class SegmentationTask : ITask
{
    private static readonly ClassificationTask Classes = ClassificationTask.Instance;

    private SegmentationTask()
    {
    }

    /// <summary>The task.</summary>
    public static SegmentationTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "segmentation";

    /// <inheritdoc/>
    public string Description => "the classes of all pixels of pictures, by asking for regions";

    /// <inheritdoc/>
    public string CostUnit => "clicks";

    /// <inheritdoc/>
    public bool HasPictures => true;

    /// <inheritdoc/>
    public TargetKind Target => Classes.Target;

    /// <inheritdoc/>
    public TargetKind Unit => Classes.Unit;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new MeanIouMetric();

    /// <inheritdoc/>
    public string DefaultLearner => Classes.DefaultLearner;

    /// <inheritdoc/>
    public string StartSetting => Classes.StartSetting;

    /// <inheritdoc/>
    public int DefaultStart => Classes.DefaultStart;

    /// <inheritdoc/>
    public string Reference => Classes.Reference;

    /// <inheritdoc/>
    public string Uncertainty => Classes.Uncertainty;

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "margin", "entropy", "picture-labels"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public string? Lack(Dataset data) => data.Regions is not { } regions
        ? $"{data.Name}: its rows are no regions of pictures; make a table of regions by 'rlquery regions'"
        : Enumerable.Range(0, regions.Rows).Select(regions.PictureOf).Distinct().Take(2).Count() < 2
            ? $"{data.Name}: all regions are of one picture; segmentation needs at least 2, one of them to test on" : null;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => Classes.Units(data);

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => Classes.DrawStart(split, count);

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => Classes.StartAmong(data, labelled);

    /// <inheritdoc/>
    public bool CanLearn(Dataset data) => Classes.CanLearn(data);
}
