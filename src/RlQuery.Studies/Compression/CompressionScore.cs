using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Studies.Compression;

/// <summary>How good one model is in one repetition.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Taught">What it learned from.</param>
/// <param name="Accuracy">Accuracy on the held-out rows.</param>
/// <param name="Balanced">Balanced accuracy there.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record CompressionScore(string Model, string Taught, double Accuracy, double Balanced, long Bytes)
{
    /// <summary>Measures predictions.</summary>
    public static CompressionScore Of(string model, string taught, float[] probabilities, int[] labels, int classes, long bytes)
    {
        var predictions = new TestPredictions(probabilities, labels, classes);
        return new CompressionScore(
            model, taught, new AccuracyMetric().Measure(predictions), new BalancedAccuracyMetric().Measure(predictions), bytes);
    }
}
