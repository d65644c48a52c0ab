using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Tests.Streams;

/// <summary>What holds for every strategy for streams.</summary>
public sealed class StrategyContractTests
{
    public static TheoryData<string> Strategies => new(StreamStrategies.All.Select(strategy => strategy.Name));

    [Theory]
    [MemberData(nameof(Strategies))]
    public void No_more_labels_are_asked_for_than_the_published_estimate_allows(string name)
    {
        IStreamStrategy strategy = StreamStrategies.Find(name);
        foreach (IIncrementalLearnerFactory learner in StreamLearners.All)
        {
            foreach (double rate in (double[])[0.01, 0.1, 0.5, 1])
            {
                List<bool> asked = Asked(strategy, learner, "sea-sudden", rate, 1200);
                int sum = 0;
                for (int i = 0; i < asked.Count; i++)
                {
                    sum += asked[i] ? 1 : 0;
                    Assert.True(sum <= strategy.Most(rate, i + 1), $"{name}, {learner.Name}: {sum} of {i + 1} at a rate of {rate}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_learner_that_is_never_sure_does_not_break_the_rate(string name)
    {
        IStreamStrategy strategy = StreamStrategies.Find(name);
        StreamAsker asker = strategy.Begin(new StreamSetting(1, 2, 0.05, 3));
        int sum = 0;
        for (int i = 0; i < 5000; i++)
        {
            sum += asker.Ask(new StreamMoment([0], [0.5, 0.5])) ? 1 : 0;
            Assert.True(sum <= strategy.Most(0.05, i + 1), $"{name}: {sum} of {i + 1}");
        }
        // All items are the same one, so none is in a new crowd but the second.
        Assert.InRange(sum, name == "density" ? 1 : 200, 5000);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_strategy_that_is_saved_and_read_goes_on_as_if_it_had_not_been(string name)
    {
        IStreamStrategy strategy = StreamStrategies.Find(name);
        foreach (IIncrementalLearnerFactory learner in StreamLearners.All)
        {
            Assert.Equal(
                Asked(strategy, learner, "sea-gradual", 0.1, 800),
                Asked(strategy, learner, "sea-gradual", 0.1, 800, savedAt: 300));
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_same_seed_gives_the_same_run(string name)
    {
        PrequentialRun Play(ulong seed) =>
            PrequentialRun.Play(StreamSources.Find("clusters-sudden"), StreamLearners.All[1], StreamStrategies.Find(name), 0.1, 700, seed);
        Assert.Equal(Play(4).Curve(50), Play(4).Curve(50));
        Assert.NotEqual(Play(4).Curve(50), Play(5).Curve(50));
    }

    [Fact]
    public void Names_differ_and_an_unknown_one_is_answered_with_the_nearest()
    {
        Assert.Equal(StreamStrategies.All.Count, StreamStrategies.All.Select(strategy => strategy.Name).Distinct().Count());
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => StreamStrategies.Find("spilt"));
        Assert.Equal("strategy: 'spilt' is unknown for streams; did you mean 'split'?", refused.Message);
    }

    private static List<bool> Asked(
        IStreamStrategy strategy, IIncrementalLearnerFactory learner, string source, double rate, int items, int savedAt = -1)
    {
        StreamItems stream = StreamSources.Find(source).Open(7);
        var setting = new StreamSetting(stream.Features, stream.Classes, rate, 7);
        var model = new StreamModel(learner, stream.Features, stream.Classes);
        StreamAsker asker = strategy.Begin(setting);
        float[] item = new float[stream.Features];
        var asked = new List<bool>();
        for (int i = 0; i < items; i++)
        {
            if (i == savedAt)
            {
                using var memory = new MemoryStream();
                var written = StreamState.Write(memory);
                model.Exchange(written);
                asker.Exchange(written);
                written.End();
                memory.Position = 0;
                model = new StreamModel(learner, stream.Features, stream.Classes);
                asker = strategy.Begin(setting);
                var read = StreamState.Read(memory);
                model.Exchange(read);
                asker.Exchange(read);
            }
            stream.Next(item, out int label);
            StreamMoment moment = model.Look(item);
            asked.Add(asker.Ask(moment));
            if (asked[^1])
            {
                model.Learn(item, label);
                asker.Hear(label, moment.Predicted);
            }
        }
        return asked;
    }
}
