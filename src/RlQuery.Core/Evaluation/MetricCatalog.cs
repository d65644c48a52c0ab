using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Multilabel;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Core.Evaluation;

/// <summary>The metrics that <c>--metric</c> and the files of an evaluation may name.</summary>
public static class MetricCatalog
{
    /// <summary>What is measured in classification where nothing else is asked for.</summary>
    public static IMetric Accuracy => ClassificationTask.Instance.DefaultMetric;

    /// <summary>What is measured in regression where nothing else is asked for.</summary>
    public static IMetric Rmse => RegressionTask.Instance.DefaultMetric;

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
    [
        Accuracy, new BalancedAccuracyMetric(), new F1Metric(), new MacroF1Metric(), new LogLossMetric(), new BrierScoreMetric(), new AucMetric(),
        Rmse, new MeanAbsoluteErrorMetric(), new DeterminationMetric(),
        new HammingLossMetric(), MultilabelTask.Instance.DefaultMetric, new LabelMacroF1Metric(), new SubsetAccuracyMetric(),
    ];

    /// <summary>Those that a task's answers can be measured by, in the order in which they are listed.</summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<IMetric> Of(ITask task) => [.. All.Where(metric => metric.Kind == task.Target)];

    /// <summary>Finds a metric by name.</summary>
    /// <param name="name">Name, such as <c>log-loss</c>.</param>
    /// <exception cref="InvalidInputException">No metric has this name.</exception>
    public static IMetric Find(string name) => TryFind(name)
        ?? throw new InvalidInputException($"metric: '{name}' is unknown{NearestName.Hint(name, [.. All.Select(metric => metric.Name)])}");

    /// <summary>Whether nothing is measured but accuracy, so that files need not say it.</summary>
    /// <param name="metrics">What is measured.</param>
    public static bool IsDefault(IReadOnlyList<IMetric> metrics) => metrics.All(metric => metric == Accuracy);

    /// <summary>Finds a metric by name; null where none has it.</summary>
    /// <param name="name">Name, such as <c>log-loss</c>.</param>
    public static IMetric? TryFind(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
