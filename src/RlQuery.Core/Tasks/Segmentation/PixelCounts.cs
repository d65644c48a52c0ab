namespace RlQuery.Core.Tasks.Segmentation;

/// <summary>How many pixels of each class there are, are predicted, and both.</summary>
/// <param name="True">Pixels of each class.</param>
/// <param name="Predicted">Pixels that are predicted to be of it, those of no class left out.</param>
/// <param name="Both">Pixels of it that are predicted to be of it.</param>
internal readonly record struct PixelCounts(double[] True, double[] Predicted, double[] Both)
{
    /// <summary>Counts pixels: a region is predicted as its most probable class.</summary>
    /// <param name="predictions">Predictions of regions, or of rows that each count once.</param>
    /// <param name="smoothing">Weight of counts by probability, in which a pixel is predicted as each class in part; in [0, 1].</param>
    public static PixelCounts Of(TestPredictions predictions, double smoothing = 0)
    {
        int classes = predictions.Classes;
        var counts = new PixelCounts(new double[classes], new double[classes], new double[classes]);
        Span<int> single = classes <= 256 ? stackalloc int[classes] : new int[classes];
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            ReadOnlySpan<int> pixels = single;
            if (predictions.Pixels.IsEmpty)
            {
                single.Clear();
                single[predictions.Labels[row]] = 1;
            }
            else
            {
                pixels = predictions.Pixels.Slice(row * classes, classes);
            }
            double all = 0;
            foreach (int count in pixels)
            {
                all += count;
            }
            int predicted = predictions.Predicted(row);
            ReadOnlySpan<float> probabilities = predictions.Row(row);
            for (int label = 0; label < classes; label++)
            {
                double share = (smoothing * probabilities[label]) + (label == predicted ? 1 - smoothing : 0);
                counts.True[label] += pixels[label];
                counts.Predicted[label] += share * all;
                counts.Both[label] += share * pixels[label];
            }
        }
        return counts;
    }

    /// <summary>Mean over the classes of intersection over union; classes without a pixel are left out.</summary>
    public double MeanIou()
    {
        double sum = 0;
        int seen = 0;
        for (int label = 0; label < True.Length; label++)
        {
            if (True[label] > 0)
            {
                sum += Both[label] / (True[label] + Predicted[label] - Both[label]);
                seen++;
            }
        }
        return sum / Math.Max(1, seen);
    }
}
