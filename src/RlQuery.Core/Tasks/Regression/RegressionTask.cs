using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Regression;

/// <summary>
/// The answer is a number. The start is drawn at random, and the reference is random sampling, since no heuristic of regression
/// is strong on all data.
/// </summary>
public sealed class RegressionTask : ITask
{
    /// <summary>The task.</summary>
    public static RegressionTask Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "regression";

    /// <inheritdoc/>
    public string Description => "a number for each item";

    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Number;

    /// <inheritdoc/>
    public TargetKind Unit => TargetKind.Number;

    /// <inheritdoc/>
    public IMetric DefaultMetric { get; } = new RootMeanSquaredErrorMetric();

    /// <inheritdoc/>
    public string DefaultLearner => "ridge-regression";

    /// <inheritdoc/>
    public string StartSetting => "startLabels";

    /// <inheritdoc/>
    public int DefaultStart => 5;

    /// <inheritdoc/>
    public string Reference => "random";

    /// <inheritdoc/>
    public string Uncertainty => "posterior-variance";

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultStrategies { get; } = ["random", "greedy-input", "greedy-input-output"];

    /// <inheritdoc/>
    public bool Believes => true;

    /// <inheritdoc/>
    public IReadOnlyList<AnswerSpace> Units(Dataset data) => [AnswerSpace.Numbers];

    /// <inheritdoc/>
    public int[] DrawStart(PoolTestSplit split, int count) => StartingLabels.DrawAny(split, count);

    /// <inheritdoc/>
    public int[] StartAmong(Dataset data, int[] labelled) => [.. labelled.Take(DefaultStart)];

    /// <inheritdoc/>
    /// <remarks>There are two that differ.</remarks>
    public bool CanLearn(Dataset data) => data.Targets.Where(target => !float.IsNaN(target)).Distinct().Skip(1).Any();
}
