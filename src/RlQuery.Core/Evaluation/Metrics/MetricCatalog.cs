using RlQuery.Core.Data;

namespace RlQuery.Core.Evaluation.Metrics;

/// <summary>The metrics that <c>--metric</c> and the files of an evaluation may name.</summary>
public static class MetricCatalog
{
    /// <summary>What is measured in classification where nothing else is asked for.</summary>
    public static IMetric Accuracy { get; } = new AccuracyMetric();

    /// <summary>What is measured in regression where nothing else is asked for.</summary>
    public static IMetric Rmse { get; } = new RootMeanSquaredErrorMetric();

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
    [
        Accuracy, new BalancedAccuracyMetric(), new F1Metric(), new MacroF1Metric(), new LogLossMetric(), new BrierScoreMetric(), new AucMetric(),
        Rmse, new MeanAbsoluteErrorMetric(), new DeterminationMetric(),
    ];

    /// <summary>What is measured where nothing else is asked for.</summary>
    /// <param name="task">What the targets are.</param>
    public static IMetric DefaultOf(LearningTask task) => task == LearningTask.Regression ? Rmse : Accuracy;

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
