using RlQuery.Core.Data;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Tasks.Making;

/// <summary>Classification in which an item is a row to label, or one made of a labelled row, which costs less than a label.</summary>
/// <remarks>It is the task of an environment that makes rows, and otherwise as <see cref="ClassificationTask"/>.</remarks>
public sealed class MakingTask : ITask
{
    private static readonly ClassificationTask Classes = ClassificationTask.Instance;

    // An environment has it by what it makes; nobody names it.
    private MakingTask()
    {
    }

    /// <summary>The task.</summary>
    public static MakingTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "making";

    /// <inheritdoc/>
    public string Description => "one of several classes for each item, which is a row to label or one made of a labelled row";

    /// <inheritdoc/>
    public bool HasMade => true;

    /// <inheritdoc/>
    public TargetKind Target => Classes.Target;

    /// <inheritdoc/>
    public TargetKind Unit => Classes.Unit;

    /// <inheritdoc/>
    public IMetric DefaultMetric => Classes.DefaultMetric;

    /// <inheritdoc/>
    public string DefaultLearner => Classes.DefaultLearner;

    /// <inheritdoc/>
    public string StartSetting => Classes.StartSetting;

    /// <inheritdoc/>
    public int DefaultStart => Classes.DefaultStart;

    /// <inheritdoc/>
    /// <remarks>Margin sampling of rows, with nothing made.</remarks>
    public string Reference => "make-never";

    /// <inheritdoc/>
    public string Uncertainty => Classes.Uncertainty;

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "margin", "make-never", "make-always", "make-rare", "make-wrong"];

    /// <inheritdoc/>
    public bool Believes => false;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => Classes.Units(data);

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => Classes.DrawStart(split, count);

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => Classes.StartAmong(data, labelled);

    /// <inheritdoc/>
    public bool CanLearn(Dataset data) => Classes.CanLearn(data);
}
