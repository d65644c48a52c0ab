using RlQuery.Core.Data;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>Where streams come from.</summary>
public sealed class StreamSourcesTests
{
    public static TheoryData<string> Sources => new(StreamSources.All.Select(source => source.Name));

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_same_seed_gives_the_same_items(string name)
    {
        IStreamSource source = StreamSources.Find(name);
        Assert.Equal(Items(source, 3, 1200), Items(source, 3, 1200));
        Assert.NotEqual(Items(source, 3, 20), Items(source, 4, 20));
    }

    [Fact]
    public void A_tenth_of_the_SEA_classes_are_wrong_and_the_others_follow_a_published_threshold()
    {
        double[] thresholds = [8, 9, 7, 9.5];
        foreach (int concept in (int[])[0, 1, 2])
        {
            (float[] Features, int Label)[] items = [.. Read(StreamSources.Find("sea-sudden"), 5, 3000).Skip(1000 * concept).Take(1000)];
            double best = thresholds.Max(threshold =>
                items.Average(item => (item.Features[0] + item.Features[1] <= threshold ? 1 : 0) == item.Label ? 1.0 : 0));
            Assert.InRange(best, 0.87, 0.93);
        }
    }

    [Theory]
    [InlineData("sea")]
    [InlineData("hyperplane")]
    [InlineData("sine")]
    [InlineData("circles")]
    [InlineData("clusters")]
    public void What_was_learned_of_a_steady_stream_stays_true_and_of_a_drifting_one_does_not(string name)
    {
        // Learned before the first change, tested behind it. SEA concepts are much alike, so the loss is small.
        double Loss(string drift) => Enumerable.Range(0, 6).Average(seed => Accuracy($"{name}-{drift}", seed, 500) - Accuracy($"{name}-{drift}", seed, 1500));
        Assert.InRange(Loss("steady"), -0.03, 0.03);
        Assert.True(Loss("sudden") > 0.03, $"sudden: {Loss("sudden")}");
        Assert.True(Loss("gradual") > 0.03, $"gradual: {Loss("gradual")}");
    }

    [Fact]
    public void A_table_comes_in_the_order_of_its_rows_without_those_that_have_no_label()
    {
        var data = Dataset.ForClassification("t", "t.csv", [1, 2, 3, 4], [0, Dataset.Unlabelled, 1, 0], ["x"], ["a", "b"]);
        var source = new TableSource(data);
        Assert.Equal([(1f, 0), (3f, 1), (4f, 0)], Read(source, 0, 10).Select(item => (item.Features[0], item.Label)));
        Assert.Equal(3, source.Items);
    }

    [Fact]
    public void A_number_becomes_whether_it_is_above_the_mean_of_those_before()
    {
        var data = Dataset.ForRegression("t", "t.csv", [1, 2, 3, 4, 5], [10, 12, 11, 8, 10.5f], ["x"]);
        // Means before: 10, 11, 11, 10.25.
        Assert.Equal([1, 0, 0, 1], Read(new TableSource(data), 0, 10).Select(item => item.Label));
    }

    [Fact]
    public void A_table_of_one_class_is_refused()
    {
        var data = Dataset.ForClassification("t", "t.csv", [1, 2], [0, 0], ["x"], ["a", "b"]);
        Assert.Equal(
            "data: t has labelled rows of fewer than two classes; a stream needs two",
            Assert.Throws<InvalidInputException>(() => new TableSource(data)).Message);
    }

    [Fact]
    public void An_item_is_predicted_before_its_label_is_learned()
    {
        // A learner that had seen the label of the first item would not be at chance on a stream whose classes are drawn apart from its features.
        var data = Dataset.ForClassification("t", "t.csv", [1, 2, 3, 4, 5, 6], [1, 0, 0, 0, 0, 1], ["x"], ["a", "b"]);
        var run = PrequentialRun.Play(new TableSource(data), StreamLearners.All[0], StreamStrategies.Find("periodic"), 1, 100, 0);
        Assert.Equal(0, run.Curve(1).First().Accuracy);
        Assert.Equal(6, run.Items);
    }

    private static double Accuracy(string name, int seed, int first)
    {
        StreamItems stream = StreamSources.Find(name).Open((ulong)seed);
        var model = new StreamModel(StreamLearners.Find("naive-bayes"), stream.Features, stream.Classes);
        float[] item = new float[stream.Features];
        int right = 0;
        for (int i = 0; i < first + 300; i++)
        {
            stream.Next(item, out int label);
            int predicted = model.Look(item).Predicted;
            right += i >= first && predicted == label ? 1 : 0;
            if (i < 500)
            {
                model.Learn(item, label);
            }
        }
        return right / 300.0;
    }

    private static string Items(IStreamSource source, ulong seed, int count) =>
        string.Join('|', Read(source, seed, count).Select(item => $"{string.Join(',', item.Features)}:{item.Label}"));

    private static IEnumerable<(float[] Features, int Label)> Read(IStreamSource source, ulong seed, int most)
    {
        StreamItems stream = source.Open(seed);
        for (int i = 0; i < most; i++)
        {
            float[] features = new float[stream.Features];
            if (!stream.Next(features, out int label))
            {
                yield break;
            }
            yield return (features, label);
        }
    }
}
