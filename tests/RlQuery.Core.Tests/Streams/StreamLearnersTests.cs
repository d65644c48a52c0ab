using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>Learners of one example at a time.</summary>
public sealed class StreamLearnersTests
{
    public static TheoryData<string> Learners => new(StreamLearners.All.Select(learner => learner.Name));

    [Theory]
    [MemberData(nameof(Learners))]
    public void Before_the_first_example_all_classes_are_alike(string name)
    {
        double[] probabilities = new double[3];
        StreamLearners.Find(name).Create(2, 3).Predict([0.5f, -1], probabilities);
        Assert.All(probabilities, value => Assert.Equal(1.0 / 3, value, 12));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_learner_learns_and_follows_a_change(string name)
    {
        IncrementalLearner learner = StreamLearners.Find(name).Create(1, 2);
        double[] probabilities = new double[2];
        for (int i = 0; i < 200; i++)
        {
            learner.Learn([i % 2 == 0 ? -1 : 1], i % 2);
        }
        learner.Predict([1], probabilities);
        Assert.True(probabilities[1] > 0.8);
        for (int i = 0; i < 1500; i++)
        {
            learner.Learn([i % 2 == 0 ? -1 : 1], 1 - (i % 2));
        }
        learner.Predict([1], probabilities);
        Assert.True(probabilities[0] > 0.8);
        Assert.Equal(1, probabilities.Sum(), 12);
    }

    [Theory]
    [InlineData("naive-bayes", 0.8)]
    [InlineData("logistic-sgd", 0.8)]
    [InlineData("window-neighbours", 0.75)]
    public void With_every_label_a_stream_without_drift_is_learned(string name, double accuracy)
    {
        var run = PrequentialRun.Play(StreamSources.Find("sea-steady"), StreamLearners.Find(name), StreamStrategies.Find("periodic"), 1, 2000, 1);
        Assert.Equal(2000, run.Asked);
        Assert.InRange(run.Accuracy, accuracy, 0.9);
        Assert.InRange(run.Kappa, 0.4, 0.8);
    }

    [Fact]
    public void A_gradient_step_is_the_textbooks()
    {
        var learner = new LogisticSgd(1, 2, 0.1);
        learner.Learn([2], 1);
        // Both probabilities were a half: weights move by 0.1 * 0.5 * 2, biases by 0.1 * 0.5, up for class 1 and down for class 0.
        double[] probabilities = new double[2];
        learner.Predict([1], probabilities);
        Assert.Equal(1 / (1 + Math.Exp(-0.3)), probabilities[1], 12);
    }

    [Fact]
    public void Without_fading_the_moments_are_those_of_the_examples()
    {
        var learner = new GaussianNaiveBayes(1, 2, kept: 1);
        foreach (float value in (float[])[1, 2, 3])
        {
            learner.Learn([value], 0);
            learner.Learn([value + 4], 1);
        }
        // Class means 2 and 6, both of variance (2 + 1) / (3 + 1): the log odds at 5 are (9 - 1) / (2 * 0.75).
        double[] probabilities = new double[2];
        learner.Predict([5], probabilities);
        Assert.Equal(1 / (1 + Math.Exp(-8 / 1.5)), probabilities[1], 12);
    }

    [Fact]
    public void The_nearest_examples_of_the_window_vote()
    {
        var learner = new WindowNeighbours(1, 2, window: 3, neighbours: 2);
        foreach ((float value, int label) in (ReadOnlySpan<(float, int)>)[(0, 0), (0.1f, 0), (1, 1), (2, 1)])
        {
            learner.Learn([value], label);
        }
        // The example at 0 has left the window; 0.1 and 1 are the nearest, and a third vote is shared.
        double[] probabilities = new double[2];
        learner.Predict([0], probabilities);
        Assert.Equal(0.5, probabilities[0], 12);
        learner.Predict([2], probabilities);
        Assert.Equal((2 + 0.5) / 3, probabilities[1], 12);
    }
}
