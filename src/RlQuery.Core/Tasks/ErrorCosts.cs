using System.Collections.Concurrent;

namespace RlQuery.Core.Tasks;

/// <summary>What errors cost: a cost for each true class and each class that is predicted in its place. Immutable.</summary>
/// <remarks>
/// The class to predict is that of the least expected cost: Elkan, "The Foundations of Cost-Sensitive Learning" (2001), section 2. Where all errors cost the
/// same, it is the most probable one.
/// </remarks>
public sealed class ErrorCosts
{
    // Signals ask for them with every observation.
    private static readonly ConcurrentDictionary<int, ErrorCosts> OfClasses = [];

    private readonly double[] _costs;

    /// <summary>Takes a matrix.</summary>
    /// <param name="matrix">For each true class, in the order of the data's classes, the cost of predicting each class; without <see cref="Faults"/>.</param>
    public ErrorCosts(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        Classes = matrix.Count;
        _costs = [.. matrix.SelectMany(row => row)];
        Largest = _costs.Max();
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The largest cost of an error, above 0.</summary>
    public double Largest { get; }

    /// <summary>Errors that all cost 1.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    public static ErrorCosts Equal(int classes) => OfClasses.GetOrAdd(classes, MakeEqual);

    /// <summary>What is wrong with a matrix, a line each, which begins with the setting.</summary>
    /// <param name="matrix">The matrix.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<IReadOnlyList<double>> matrix)
    {
        if (matrix.Count < 2 || matrix.Any(row => row.Count != matrix.Count))
        {
            string widths = string.Join(", ", matrix.Select(row => row.Count));
            yield return $"costMatrix: {matrix.Count} rows of {widths} costs are not square; use a row and a column for each class";
            yield break;
        }
        for (int truth = 0; truth < matrix.Count; truth++)
        {
            for (int said = 0; said < matrix.Count; said++)
            {
                double cost = matrix[truth][said];
                if (truth == said ? cost != 0 : !(cost is >= 0 and <= 1_000_000))
                {
                    yield return FormattableString.Invariant(
                        $"costMatrix[{truth}][{said}]: {cost} is not allowed; use {(truth == said ? "0, for no error is made" : "0..1000000")}");
                }
            }
        }
        if (matrix.All(row => row.All(cost => cost == 0)))
        {
            yield return "costMatrix: no error costs anything; give at least one a cost above 0";
        }
    }

    /// <summary>What an error costs.</summary>
    /// <param name="truth">True class.</param>
    /// <param name="said">Predicted class.</param>
    public double Of(int truth, int said) => _costs[(truth * Classes) + said];

    /// <summary>What predicting a class is expected to cost.</summary>
    /// <param name="probabilities">Probability of each true class.</param>
    /// <param name="said">The class that is predicted.</param>
    public double Expected(ReadOnlySpan<float> probabilities, int said)
    {
        double sum = 0;
        for (int truth = 0; truth < probabilities.Length; truth++)
        {
            sum += probabilities[truth] * Of(truth, said);
        }
        return sum;
    }

    /// <summary>The class of the least expected cost; of several, the more probable one, then the lower.</summary>
    /// <param name="probabilities">Probability of each true class.</param>
    /// <returns>The class, what it is expected to cost, and what the next best class is.</returns>
    public (int Said, double Cost, double Next) Decide(ReadOnlySpan<float> probabilities)
    {
        (int said, double least, double next) = (0, Expected(probabilities, 0), double.PositiveInfinity);
        for (int k = 1; k < probabilities.Length; k++)
        {
            double cost = Expected(probabilities, k);
            if (cost < least || (cost == least && probabilities[k] > probabilities[said]))
            {
                (said, least, next) = (k, cost, least);
            }
            else
            {
                next = Math.Min(next, cost);
            }
        }
        return (said, least, next);
    }

    private static ErrorCosts MakeEqual(int classes) =>
        new([.. Enumerable.Range(0, classes).Select(truth => (double[])[.. Enumerable.Range(0, classes).Select(said => truth == said ? 0.0 : 1)])]);
}
