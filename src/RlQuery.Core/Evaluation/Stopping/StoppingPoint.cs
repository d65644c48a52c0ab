using RlQuery.Core.Numerics;

namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>What a stopping rule sees of a model after a fit. It never sees the labels of rows that nobody has labelled.</summary>
/// <param name="Queries">Labels asked for since the start.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Predictions">Predicted class of each row of the stop set, which is the same at every point: the first <see cref="MostRows"/> pool rows, which are in random order.</param>
/// <param name="Confidence">Mean over the unlabelled rows of the pool of the probability of the predicted class; 1 where none is left.</param>
/// <param name="LeastConfidence">The lowest of these probabilities; 1 where no row is left.</param>
public sealed record StoppingPoint(int Queries, int Classes, int[] Predictions, double Confidence, double LeastConfidence)
{
    /// <summary>Most rows of the stop set: as many as in M. Bloodgood and K. Vijay-Shanker (2009).</summary>
    public const int MostRows = 2000;

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
