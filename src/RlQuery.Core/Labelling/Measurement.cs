using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>How well a learner does at a checkpoint of a session.</summary>
/// <param name="Value">
/// The share of right predictions, in [0, 1], of sets over all their classes; of numbers the root of the mean squared error, in standard deviations of the
/// numbers that it was measured on.
/// </param>
/// <param name="Rows">On how many rows it was measured.</param>
/// <param name="StandardError">Standard error of the value.</param>
/// <param name="HigherIsBetter">Whether a higher value is better.</param>
public sealed record Measurement(double Value, int Rows, double StandardError, bool HigherIsBetter)
{
    /// <summary>
    /// An accuracy with its binomial standard error; one success and one failure are added (Agresti and Caffo 2000), so that the error is never 0.
    /// </summary>
    /// <param name="right">Number of correct predictions; a partly correct one counts in part.</param>
    /// <param name="rows">All rows, at least 1.</param>
    public static Measurement OfAccuracy(double right, int rows)
    {
        double share = (right + 1) / (rows + 2);
        return new Measurement(right / rows, rows, Math.Sqrt(share * (1 - share) / (rows + 2)), HigherIsBetter: true);
    }

    /// <summary>An RMSE with its standard error, from that of the mean squared error by the delta method.</summary>
    /// <param name="predictions">Predictions.</param>
    /// <param name="truth">As many numbers.</param>
    /// <returns>Null if all numbers are equal, since their standard deviation is then 0.</returns>
    public static Measurement? OfErrors(IReadOnlyList<double> predictions, IReadOnlyList<double> truth)
    {
        double mean = truth.Average();
        double deviation = Math.Sqrt(truth.Average(number => (number - mean) * (number - mean)));
        if (!(deviation > 0))
        {
            return null;
        }
        double[] squares = [.. predictions.Zip(truth, (predicted, number) => (predicted - number) * (predicted - number) / (deviation * deviation))];
        double error = squares.Average();
        double spread = Math.Sqrt(squares.Average(square => (square - error) * (square - error)) / squares.Length);
        return new Measurement(Math.Sqrt(error), squares.Length, error > 0 ? spread / (2 * Math.Sqrt(error)) : 0, HigherIsBetter: false);
    }

    /// <summary>Measures predictions.</summary>
    /// <param name="units">What is predicted of each row.</param>
    /// <param name="predictions">A class or a number of each unit of each row [rows x units].</param>
    /// <param name="truth">As many.</param>
    /// <returns>Null where there is nothing to measure.</returns>
    internal static Measurement? Of(IReadOnlyList<AnswerSpace> units, IReadOnlyList<double> predictions, IReadOnlyList<double> truth) => truth.Count == 0 ? null
        : units[0].IsNumber ? OfErrors(predictions, truth)
        : OfAccuracy((double)predictions.Zip(truth).Count(pair => pair.First == pair.Second) / units.Count, truth.Count / units.Count);

    /// <summary>How much better this is than what was measured before.</summary>
    /// <param name="before">Measured in the same way.</param>
    public double GainOver(Measurement before) => HigherIsBetter ? Value - before.Value : before.Value - Value;
}
