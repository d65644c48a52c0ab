using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>
/// The answer is a set of classes: none, one or several. Each class is a unit with a learner of its own, which says whether it is in the set.
/// </summary>
/// <remarks>
/// Binary relevance: G. Tsoumakas and I. Katakis, "Multi-Label Classification: An Overview" (2007). Signals are computed for each class and joined by their
/// mean, so that <c>entropy</c> is the mean entropy over classes.
/// </remarks>
public sealed class MultilabelTask : ITask
{
    /// <summary>The task.</summary>
    public static MultilabelTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "multilabel";

    /// <inheritdoc/>
    public string Description => "a set of classes for each item: none, one or several";

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.ClassSet;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Class;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new MicroF1Metric();

    /// <inheritdoc/>
    public string DefaultLearner => "logistic-regression";

    /// <inheritdoc/>
    public string StartSetting => "startLabels";

    /// <inheritdoc/>
    public int DefaultStart => 10;

    /// <inheritdoc/>
    public string Reference => "random";

    /// <inheritdoc/>
    public string Uncertainty => "margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "entropy", "binary-minimization", "mmc"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [.. Enumerable.Repeat(new AnswerSpace(2), data.Classes)];

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => StartingLabels.DrawAny(split, count);

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => [.. labelled.Take(DefaultStart)];

    /// <inheritdoc/>
    /// <remarks>A class is there in one row and not in another.</remarks>
    public bool CanLearn(Dataset data)
    {
        int[][] known = [.. data.LabelSets.OfType<int[]>()];
        return Enumerable.Range(0, data.Classes).Any(label => known.Select(set => set.Contains(label)).Distinct().Count() == 2);
    }
}
