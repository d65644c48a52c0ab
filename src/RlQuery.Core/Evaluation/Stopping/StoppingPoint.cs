using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>What a stopping rule sees of a model after a fit. It never sees the labels of rows that nobody has labelled.</summary>
/// <param name="Queries">Labels asked for since the start.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Predictions"> Predicted class of each row of the stop set, which is the same at every point: the first <see cref="MostRows"/> pool rows,
/// which are in random order.
/// </param>
/// <param name="Confidence">Mean over the unlabelled rows of the pool of the probability of the predicted class; 1 where none is left.</param>
/// <param name="LeastConfidence">The lowest of these probabilities; 1 where no row is left.</param>
public sealed record StoppingPoint(int Queries, int Classes, int[] Predictions, double Confidence, double LeastConfidence)
{
    /// <summary>Most rows of the stop set: as many as in M. Bloodgood and K. Vijay-Shanker (2009).</summary>
    public const int MostRows = 2000;

    /// <summary>Two predictions differ if they are this many standard deviations of the known numbers apart.</summary>
    private const double NumberStep = 0.25;

    // Beyond five standard deviations, predictions are not distinguished.
    private const int NumberSteps = 40;

    /// <summary>
    /// Looks at a pool of numbers: predictions are told apart by quarters of the standard deviation of the known numbers, and confidence is 1 less the
    /// share of that deviation which the learner is unsure of.
    /// </summary>
    /// <param name="queries">Labels asked for since the start.</param>
    /// <param name="numbers">What the learner makes of the pool.</param>
    /// <param name="candidates">The unlabelled items of the pool.</param>
    public static StoppingPoint OfNumbers(int queries, NumberView numbers, ReadOnlySpan<int> candidates)
    {
        double[] known = numbers.Numbers.ToArray();
        double mean = known.Length == 0 ? 0 : known.Average();
        double spread = known.Length == 0 ? 0 : Math.Sqrt(known.Average(number => (number - mean) * (number - mean)));
        int[] predictions = new int[Math.Min(MostRows, numbers.Predictions.Length)];
        for (int item = 0; item < predictions.Length; item++)
        {
            double steps = spread > 0 ? (numbers.Predictions[item] - mean) / (NumberStep * spread) : 0;
            predictions[item] = (int)Math.Clamp(Math.Floor(steps) + (NumberSteps / 2), 0, NumberSteps - 1);
        }
        (double sum, double least) = (0, 1);
        foreach (int item in candidates)
        {
            double confidence = spread > 0 ? 1 - Math.Min(1, Math.Sqrt(numbers.Variances[item]) / spread) : 0;
            (sum, least) = (sum + confidence, Math.Min(least, confidence));
        }
        return new StoppingPoint(queries, NumberSteps, predictions, candidates.IsEmpty ? 1 : sum / candidates.Length, least);
    }

    /// <summary>Joins the points of several units to one.</summary>
    /// <param name="units">Of each unit, at least one.</param>
    public static StoppingPoint Join(IReadOnlyList<StoppingPoint> units) => units.Count == 1 ? units[0] : new StoppingPoint(
        units[0].Queries, units.Max(unit => unit.Classes), [.. units.SelectMany(unit => unit.Predictions)], units.Average(unit => unit.Confidence),
        units.Min(unit => unit.LeastConfidence));

    /// <summary>Looks at a pool.</summary>
    /// <param name="queries">Labels asked for since the start.</param>
    /// <param name="probabilities">Class probabilities [pool x classes].</param>
    /// <param name="candidates">The unlabelled rows of the pool.</param>
    /// <param name="classes">Number of classes.</param>
    public static StoppingPoint Of(int queries, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> candidates, int classes)
    {
        int[] predictions = new int[Math.Min(MostRows, probabilities.Length / classes)];
        for (int row = 0; row < predictions.Length; row++)
        {
            predictions[row] = VectorMath.ArgMax(probabilities.Slice(row * classes, classes));
        }
        (double sum, double least) = (0, 1);
        foreach (int row in candidates)
        {
            ReadOnlySpan<float> own = probabilities.Slice(row * classes, classes);
            double confidence = own[VectorMath.ArgMax(own)];
            (sum, least) = (sum + confidence, Math.Min(least, confidence));
        }
        return new StoppingPoint(queries, classes, predictions, candidates.IsEmpty ? 1 : sum / candidates.Length, least);
    }
}
