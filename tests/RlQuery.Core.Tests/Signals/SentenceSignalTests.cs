using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of sentences on cases counted by hand.</summary>
public sealed class SentenceSignalTests
{
    private static readonly string[] Sources = ["the cat", "the dog", "a dog runs", "a bird", "zebra"];

    /// <remarks>
    /// Nothing is labelled. Words: the 2, cat 1, dog 2, a 2, runs 1, bird 1, zebra 1; every longer run is in one sentence. "The cat" has 2 + 1 + 1 for two
    /// words, "a dog runs" 2 + 2 + 1 + 1 + 1 + 1 for three.
    /// </remarks>
    [Fact]
    public void Runs_that_many_sentences_have_and_no_labelled_one_are_counted_per_word() =>
        AssertShares([4 / 2.0, 5 / 2.0, 8 / 3.0, 4 / 2.0, 1 / 1.0], Values("ngram-coverage", labelled: [], taken: []));

    [Fact]
    public void Runs_of_labelled_and_of_taken_sentences_count_no_more()
    {
        // "The" and "dog" are known; of the third sentence, a 2, runs 1, a dog 1, dog runs 1, a dog runs 1 are left.
        double[] known = [2 / 2.0, 6 / 3.0, 4 / 2.0, 1 / 1.0];
        AssertShares(known, Values("ngram-coverage", labelled: [1], taken: []));
        AssertShares(known, Values("ngram-coverage", labelled: [], taken: [1]));
    }

    [Fact]
    public void What_is_returned_counts_again()
    {
        Episode episode = Begun([]);
        double[] before = Values(episode, "ngram-coverage");
        episode.Take(1);
        Values(episode, "ngram-coverage");
        episode.Return();
        episode.Take(4);
        Values(episode, "ngram-coverage");
        episode.Return();
        Assert.Equal(before, Values(episode, "ngram-coverage"));
    }

    [Fact]
    public void Confidence_is_the_probability_of_a_token_and_variance_a_share_of_the_largest()
    {
        Assert.Equal([0.5, 0.5 / 2, 0.5 / 3, 0.5 / 4, 0.5 / 5], Values("sentence-confidence", labelled: [], taken: []), Same);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Values("sentence-variance", labelled: [], taken: []), Same);
    }

    [Fact]
    public void A_learner_that_tells_no_scores_is_sure_of_nothing()
    {
        Assert.All(Values("sentence-confidence", [], [], isSilent: true), value => Assert.Equal(0, value));
        Assert.All(Values("sentence-variance", [], [], isSilent: true), value => Assert.Equal(0, value));
    }

    /// <remarks>The last sentence is the least sure one, the third has the most new runs: the third is best.</remarks>
    [Fact]
    public void Both_rankings_are_added()
    {
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>("sentence-ranks");
        Observation observation = Begun([]).Observe(new ObservationBuilder(strategy.SignalList));
        float[] scores = new float[5];
        strategy.Score(observation, scores);
        // Ranks by confidence are 1, 3/4, 1/2, 1/4, 0, and by runs 3/8, 3/4, 1, 3/8, 0.
        Assert.Equal([-5 / 8f, 0, 0.5f, 1 / 8f, 0], scores);
    }

    [Fact]
    public void The_clearest_of_those_that_the_learner_is_equally_unsure_of_is_asked_and_the_least_sure_of_equally_clear_ones()
    {
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>("utterance-ranks");
        Episode episode = Begun([]);
        Observation observation = episode.Observe(new ObservationBuilder(strategy.SignalList));
        float[] scores = new float[5];
        strategy.Score(observation, scores);
        ReadOnlySpan<float> clear = observation.Column("typicality");
        ReadOnlySpan<float> sure = observation.Column("sentence-confidence");
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                // Who is at least as good in both is never behind.
                Assert.True(clear[i] < clear[j] || sure[i] > sure[j] || scores[i] >= scores[j]);
            }
        }
        Assert.True(scores.Distinct().Count() > 1);
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) < 1e-6;

    private static void AssertShares(double[] expected, double[] values) => Assert.Equal(expected.Select(value => value / expected.Max()), values, Same);

    private static double[] Values(string signal, int[] labelled, int[] taken, bool isSilent = false)
    {
        Episode episode = Begun(labelled, isSilent);
        foreach (int item in taken)
        {
            episode.Take(item);
        }
        return Values(episode, signal);
    }

    private static double[] Values(Episode episode, string signal)
    {
        var list = new SignalList([Known.Parts.Find<ISignal>(signal)], []);
        return [.. episode.Observe(new ObservationBuilder(list)).Column(signal).ToArray().Select(value => (double)value)];
    }

    private static Episode Begun(int[] start, bool isSilent = false)
    {
        var features = new FeatureMatrix([0, 1, 2, 3, 4], 5, 1) { Texts = Sources };
        var items = new Items("five", new string('0', 64), features, [0, 1, 2, 3, 4], start);
        var judge = new Judge(new FeatureMatrix([], 0, 1), Array.Empty<string>());
        var episode = new Episode(new FixedFactory(isSilent));
        episode.Begin(new Problem(TranslationTask.Instance, items, [AnswerSpace.Texts], new Echo(), judge, start), budget: 100, seed: 1);
        return episode;
    }

    private sealed class Echo : IOracle
    {
        public double CostOf(int item) => 1;

        public void Ask(int item, Span<double> answer) => throw new InvalidOperationException("texts are asked for");

        public string AskText(int item) => Sources[item];
    }

    private sealed class FixedFactory(bool isSilent) : ILearnerFactory
    {
        public string Name => "fixed";

        public string Description => "fixed scores";

        public TargetKind Predicts => TargetKind.Text;

        public ILearner Create() => isSilent ? new Silent() : new Fixed();
    }

    private class Silent : ILearner
    {
        public string Name => "fixed";

        public void Start(Items items, AnswerSpace space)
        {
        }

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
        {
        }

        public void Predict(FeatureMatrix features, Prediction prediction) => prediction.Texts.Fill("");
    }

    private sealed class Fixed : Silent, ISentenceScores
    {
        public void ScoreSentences(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> scores)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                scores[i] = Math.Log(0.5 / (1 + rows[i]));
            }
        }

        public void ScoreVariances(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> variances)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                variances[i] = rows[i] * rows[i];
            }
        }
    }
}
