using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>The quality of a model's predictions of the test rows, as one number. One file per metric.</summary>
/// <remarks>A pure function of the predictions; the order of the rows does not matter beyond rounding.</remarks>
[PartKind("metric", "metrics")]
public interface IMetric : IPart
{
    /// <summary>Name in sentences and on axes, such as <c>balanced accuracy</c>.</summary>
    string Words { get; }

    /// <summary>The task whose predictions it measures.</summary>
    TargetKind Kind { get; }

    /// <summary>Whether a higher value is better; for a loss, a lower one is.</summary>
    bool HigherIsBetter { get; }

    /// <summary>Smallest and largest possible value; infinite if there is no bound.</summary>
    (double Lowest, double Highest) Range { get; }

    /// <summary>Why it cannot be measured on a data set.</summary>
    /// <param name="data">The set.</param>
    /// <param name="outOfScope">Name of the class that is out of scope; null where the environment names none.</param>
    /// <returns>What follows the name of the set in a line; null where it can. Default: null.</returns>
    string? Lack(Dataset data, string? outOfScope) => null;

    /// <summary>Measures predictions.</summary>
    /// <param name="predictions">Predictions of at least one row, of the metric's task.</param>
    /// <returns>A finite number in the range.</returns>
    /// <exception cref="InvalidInputException">It has no value on these test rows.</exception>
    double Measure(TestPredictions predictions);

    /// <summary>What training rewards where the environment names this metric: higher is better.</summary>
    /// <param name="predictions">Predictions of the metric's task.</param>
    /// <param name="smoothing">Weight of a smoother score against the plain one, in [0, 1]; metrics that are smooth already do not use it.</param>
    /// <value>Default: the measure, or 1 less a loss; 0 where there is no test row.</value>
    /// <exception cref="InvalidInputException">It has no value on these test rows.</exception>
    double Score(TestPredictions predictions, double smoothing) =>
        predictions.Labels.IsEmpty && predictions.Targets.IsEmpty && predictions.References.IsEmpty ? 0
        : HigherIsBetter ? Measure(predictions) : 1 - Measure(predictions);
}
