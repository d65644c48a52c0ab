using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>What a model's predictions of the test rows are worth, as one number. One file per metric.</summary>
/// <remarks>A pure function of the predictions, in which the order of the rows plays no part beyond rounding.</remarks>
[PartKind("metric", "metrics")]
public interface IMetric : IPart
{
    /// <summary>Name in sentences and on axes, such as <c>balanced accuracy</c>.</summary>
    string Words { get; }

    /// <summary>The kind of answers that it is measured on.</summary>
    TargetKind Kind { get; }

    /// <summary>Whether a higher value is better; for a loss, a lower one is.</summary>
    bool HigherIsBetter { get; }

    /// <summary>Smallest and largest value that can come out; infinite where there is no bound.</summary>
    (double Lowest, double Highest) Range { get; }

    /// <summary>Measures predictions.</summary>
    /// <param name="predictions">Predictions of at least one row, of the metric's task.</param>
    /// <returns>A finite number in the range.</returns>
    /// <exception cref="InvalidInputException">It has no value on these test rows.</exception>
    double Measure(TestPredictions predictions);
}
