using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>
/// The answer is one of several classes. The start has labels of each class, and the reference is margin sampling.
/// </summary>
public sealed class ClassificationTask : ITask
{
    /// <summary>The task.</summary>
    public static ClassificationTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "classification";

    /// <inheritdoc/>
    public string Description => "one of several classes for each item";

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Class;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Class;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new AccuracyMetric();

    /// <inheritdoc/>
    public string DefaultLearner => "logistic-regression";

    /// <inheritdoc/>
    public string StartSetting => "startPerClass";

    /// <inheritdoc/>
    public int DefaultStart => 1;

    /// <inheritdoc/>
    public string Reference => "margin";

    /// <inheritdoc/>
    public string Uncertainty => "margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "margin", "entropy"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [new AnswerSpace(data.Classes)];

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => StartingLabels.Draw(split, count);

    /// <inheritdoc/>
    /// <remarks>One row of each class, as in training.</remarks>
    public int[] StartAmong(Dataset data, int[] labelled) =>
        [.. Enumerable.Range(0, data.Classes).SelectMany(label => labelled.Where(row => data.Labels[row] == label).Take(1))];

    /// <inheritdoc/>
    /// <remarks>They name two classes or more.</remarks>
    public bool CanLearn(Dataset data) => data.Labels.Where(label => label != Dataset.Unlabelled).Distinct().Skip(1).Any();
}
