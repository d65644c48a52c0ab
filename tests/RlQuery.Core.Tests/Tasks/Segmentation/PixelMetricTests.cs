using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Tasks.Segmentation;

/// <summary>Metrics of pixels against published numbers and counting pixel by pixel.</summary>
public sealed class PixelMetricTests
{
    private const int Classes = 4;

    /// <remarks>The example of several classes of scikit-learn's page on jaccard_score: 1, 0 and 1/3.</remarks>
    [Fact]
    public void Rows_that_are_no_regions_give_the_published_mean_Jaccard_index()
    {
        var predictions = new TestPredictions(OneHot([0, 2, 1, 2], 3), [0, 1, 2, 2], 3);
        Assert.Equal((1 + 0 + (1.0 / 3)) / 3, Known.Parts.Find<IMetric>("mean-iou").Measure(predictions), 1e-12);
        Assert.Equal(0.5, Known.Parts.Find<IMetric>("pixel-accuracy").Measure(predictions), 1e-12);
    }

    [Fact]
    public void Regions_are_measured_by_each_of_their_pixels()
    {
        (int[] predicted, int[] pixels, int[] labels) = Draw(1);
        var truth = new List<int>();
        var told = new List<int>();
        for (int region = 0; region < predicted.Length; region++)
        {
            for (int label = 0; label < Classes; label++)
            {
                truth.AddRange(Enumerable.Repeat(label, pixels[(region * Classes) + label]));
                told.AddRange(Enumerable.Repeat(predicted[region], pixels[(region * Classes) + label]));
            }
        }
        var regions = new TestPredictions(OneHot(predicted, Classes), labels, Classes) { Pixels = pixels };
        var single = new TestPredictions(OneHot([.. told], Classes), [.. truth], Classes);
        foreach (string name in (string[])["mean-iou", "pixel-accuracy"])
        {
            IMetric metric = Known.Parts.Find<IMetric>(name);
            Assert.Equal(metric.Measure(single), metric.Measure(regions), 1e-12);
        }
    }

    [Fact]
    public void A_sure_prediction_scores_the_same_with_and_without_smoothing()
    {
        (int[] predicted, int[] pixels, int[] labels) = Draw(2);
        var regions = new TestPredictions(OneHot(predicted, Classes), labels, Classes) { Pixels = pixels };
        IMetric metric = Known.Parts.Find<IMetric>("mean-iou");
        Assert.Equal(metric.Measure(regions), metric.Score(regions, 0.7), 1e-12);
    }

    private static (int[] Predicted, int[] Pixels, int[] Labels) Draw(ulong seed)
    {
        const int Regions = 30;
        var generator = new Pcg64(seed, "pixels");
        int[] pixels = [.. Enumerable.Range(0, Regions * Classes).Select(_ => generator.NextInt(20))];
        return (
            [.. Enumerable.Range(0, Regions).Select(_ => generator.NextInt(Classes))], pixels,
            [.. pixels.Chunk(Classes).Select(counts => Array.IndexOf(counts, counts.Max()))]);
    }

    private static float[] OneHot(int[] predicted, int classes) =>
        [.. predicted.SelectMany(own => Enumerable.Range(0, classes).Select(label => label == own ? 1f : 0f))];
}
