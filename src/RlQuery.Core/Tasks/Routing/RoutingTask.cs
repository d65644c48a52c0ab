using RlQuery.Core.Data;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Tasks.Routing;

/// <summary>Classification whose answers come from several annotators: an item is a row and whom to ask for it, and answers cost money.</summary>
/// <remarks>It is the task of an environment that names annotators, and otherwise as <see cref="ClassificationTask"/>.</remarks>
public sealed class RoutingTask : ITask
{
    private static readonly ClassificationTask Classes = ClassificationTask.Instance;

    // An environment has it by its annotators; nobody names it.
    private RoutingTask()
    {
    }

    /// <summary>The task.</summary>
    public static RoutingTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "routing";

    /// <inheritdoc/>
    public string Description => "one of several classes for each item, from annotators of different price and skill";

    /// <inheritdoc/>
    public string CostUnit => "money";

    /// <inheritdoc/>
    public bool HasAnnotators => true;

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
    /// <remarks>Of several annotators of a row, margin asks the cheapest that was not asked yet.</remarks>
    public string Reference => Classes.Reference;

    /// <inheritdoc/>
    public string Uncertainty => Classes.Uncertainty;

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } =
        ["random", "margin", "ask-any", "ask-cheapest", "ask-most-credible", "ask-until-agreed", "ask-people-where-split"];

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
