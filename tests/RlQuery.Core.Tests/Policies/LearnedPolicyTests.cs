using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Policies;

public sealed class LearnedPolicyTests
{
    [Fact]
    public void Without_selector_and_ensemble_candidates_rank_as_the_network_scores_them()
    {
        LearnedPolicy policy = SamplePolicy.Create();
        Observation observation = SamplePolicy.Observe(policy.SignalList, 57);
        Assert.Equal(Ranked(NetworkScores(observation, seed: 1)), Ranked(Score(policy, observation)));
    }

    [Fact]
    public void Scores_are_standardised_over_all_candidates()
    {
        float[] scores = Score(SamplePolicy.Create(), SamplePolicy.Observe(SamplePolicy.SignalList, 400));
        Assert.Equal(0, scores.Average(), 1e-4);
        Assert.Equal(1, scores.Average(score => score * score), 1e-4);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.1, 6)]
    [InlineData(0.5, 30)]
    public void Only_the_shortlist_may_be_chosen_and_the_others_follow_in_the_order_of_its_signal(double share, int size)
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(share));
        Observation observation = SamplePolicy.Observe(policy.SignalList, 60);
        int[] byMargin = Ranked([.. observation.Column("margin").ToArray().Select(margin => -margin)]);
        int[] ranked = Ranked(Score(policy, observation));
        Assert.Equal(byMargin[..size].Order(), ranked[..size].Order());
        Assert.Equal(byMargin[size..], ranked[size..]);
    }

    [Fact]
    public void The_signals_own_choice_is_left_only_for_a_score_better_by_the_threshold()
    {
        int left = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(Threshold: 2));
            Observation observation = SamplePolicy.Observe(policy.SignalList, 40, seed);
            float[] plain = Score(SamplePolicy.Create(), observation);
            int own = Ranked([.. observation.Column("margin").ToArray().Select(margin => -margin)])[0];
            int best = Ranked(plain)[0];
            bool leaves = plain[best] - plain[own] > 2;
            left += leaves ? 1 : 0;
            Assert.Equal(leaves ? best : own, Ranked(Score(policy, observation))[0]);
        }
        Assert.InRange(left, 20, 180);
    }

    [Fact]
    public void A_shortlist_signal_that_prefers_the_highest_is_followed_and_need_not_be_an_input()
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(Threshold: 1000, ShortlistSignal: "entropy"));
        Assert.Equal(["margin", "density", "leverage", "entropy"], policy.SignalList.SignalNames);
        Observation observation = SamplePolicy.Observe(policy.SignalList, 40);
        int highest = VectorMath.ArgMax(observation.Column("entropy"));
        Assert.Equal(highest, Ranked(Score(policy, observation))[0]);
    }

    [Fact]
    public void An_ensemble_averages_standardised_scores()
    {
        PolicyDocument document = SamplePolicy.Document();
        Observation observation = SamplePolicy.Observe(SamplePolicy.SignalList, 80);
        var shape = document.Network;
        ScoringNetwork[] members = [.. new ulong[] { 1, 2, 3 }.Select(seed => new ScoringNetwork(shape, SamplePolicy.Weights(document, seed)))];
        var policy = new LearnedPolicy("three", SamplePolicy.SignalList, document.Normalisation.ToNormalisation(), new Selector(), members);
        double[] mean = new double[80];
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            float[] scores = NetworkScores(observation, seed);
            double average = scores.Average();
            double deviation = Math.Sqrt(scores.Average(score => (score - average) * (score - average)));
            for (int i = 0; i < scores.Length; i++)
            {
                mean[i] += (scores[i] - average) / deviation / 3;
            }
        }
        Assert.Equal(Ranked([.. mean.Select(value => (float)value)]), Ranked(Score(policy, observation)));
    }

    [Fact]
    public void The_order_of_candidates_changes_no_choice()
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(0.3, Threshold: 0.5));
        for (ulong seed = 0; seed < 50; seed++)
        {
            Observation observation = SamplePolicy.Observe(policy.SignalList, 90, seed);
            int[] order = new Pcg64(seed).Permutation(90);
            Observation permuted = observation.Permuted(order);
            Assert.Equal(Choice(policy, observation), Choice(policy, permuted));
        }
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.25, 0.0)]
    [InlineData(1.0, 0.5)]
    public void Equal_candidates_are_told_apart_by_their_row_alone(double share, double threshold)
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(share, Threshold: threshold));
        var observation = new Observation(policy.SignalList);
        observation.Begin([9, 4, 7, 2, 8], 1);
        Assert.Equal(2, Choice(policy, observation));
    }

    [Fact]
    public void Runs_an_episode_from_any_start_to_the_last_row_of_the_pool()
    {
        var runner = new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget: 100, BatchSize: 7));
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(0.2, "margin", 0.5, 2));
        Core.Tasks.Problem blobs = Problems.Blobs(pool: 30, classes: 3);
        foreach (int[] start in new int[][] { [], [1], blobs.Start })
        {
            var problem = ProblemParts.From(blobs, start);
            LearningCurve curve = runner.Run(problem, policy, 1);
            Assert.Equal(30, curve.Costs[^1]);
        }
    }

    [Fact]
    public void Several_threads_get_the_same_scores_at_once()
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(0.5, "margin", 0.1, 2));
        Observation[] observations = [.. Enumerable.Range(0, 8).Select(i => SamplePolicy.Observe(policy.SignalList, 20 + (30 * i), (ulong)i))];
        float[][] expected = [.. observations.Select(observation => Score(policy, observation))];
        Parallel.For(0, 400, i => Assert.Equal(expected[i % 8], Score(policy, observations[i % 8])));
    }

    private static float[] NetworkScores(Observation observation, ulong seed)
    {
        PolicyDocument document = SamplePolicy.Document();
        var network = new ScoringNetwork(document.Network, SamplePolicy.Weights(document, seed));
        var encoder = new ObservationEncoder(SamplePolicy.SignalList, document.Normalisation.ToNormalisation());
        float[] context = new float[encoder.ContextWidth];
        float[] rows = new float[observation.Count * encoder.CandidateWidth];
        float[] scores = new float[observation.Count];
        encoder.EncodeContext(observation, context);
        encoder.EncodeCandidates(observation, [.. Enumerable.Range(0, observation.Count)], rows);
        network.Score(rows, context, scores);
        return scores;
    }

    private static float[] Score(LearnedPolicy policy, Observation observation)
    {
        float[] scores = new float[observation.Count];
        policy.Score(observation, scores);
        return scores;
    }

    private static int Choice(LearnedPolicy policy, Observation observation) =>
        observation.Rows[QueryChoice.Best(Score(policy, observation), observation.Rows)];

    private static int[] Ranked(float[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
}
