using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Agents.Dqn;

/// <summary>What deep Q-learning keeps of two episodes from one start: rewards are 1, 2, 4, 8 and 16 points in one, and 0 in the other.</summary>
public sealed class DqnTransitionsTests
{
    public DqnTransitionsTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(1, new[] { 1f, 2, 4, 8, 16 }, new[] { 0.5f, 0.5f, 0.5f, 0.5f, 0 })]
    [InlineData(3, new[] { 3f, 6, 12, 16, 16 }, new[] { 0.125f, 0.125f, 0, 0, 0 })]
    [InlineData(5, new[] { 5f, 8, 12, 16, 16 }, new[] { 0f, 0, 0, 0, 0 })]
    [InlineData(9, new[] { 5f, 8, 12, 16, 16 }, new[] { 0f, 0, 0, 0, 0 })]
    public void Returns_and_discounts_are_those_of_hand(int nSteps, float[] returns, float[] discounts)
    {
        TensorFile kept = PlayTwoEpisodes(nSteps, nextCandidates: 4);
        Assert.Equal([.. returns, .. returns.Select(value => -value)], kept.Float32("replay.returns"));
        Assert.Equal([.. discounts, .. discounts], kept.Float32("replay.discounts"));
    }

    [Fact]
    public void The_next_state_is_the_one_after_the_summed_rewards()
    {
        TensorFile kept = PlayTwoEpisodes(nSteps: 2, nextCandidates: 4);
        int width = kept.Float32("replay.contexts").Length / 10;
        float[] contexts = kept.Float32("replay.contexts");
        float[] next = kept.Float32("replay.next_contexts");
        for (int t = 0; t < 3; t++)
        {
            Assert.Equal(contexts[((t + 2) * width)..((t + 3) * width)], next[(t * width)..((t + 1) * width)]);
        }
        // The first value is always 1.
        Assert.Equal([0, 0.2f, 0.4f, 0.6f, 0.8f], Enumerable.Range(0, 5).Select(t => contexts[(t * width) + 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Some_candidates_of_the_next_state_are_kept_the_best_by_the_shortlist_signal_among_them(int nextCandidates)
    {
        TensorFile kept = PlayTwoEpisodes(nSteps: 1, nextCandidates);
        Assert.Equal([.. Enumerable.Range(1, 4).Select(t => (long)Math.Min(nextCandidates, 18 - t)), 0L], kept.Int64("replay.next_counts")[..5]);
    }

    private static TensorFile PlayTwoEpisodes(int nSteps, int nextCandidates)
    {
        var list = SignalList.ByName(Known.Parts, ["margin"], ["budget-used"]);
        var setup = new TrainingSetup
        {
            SignalList = list,
            Learner = new LogisticRegressionFactory(),
            Problems = new SyntheticProblems(
                [Known.Parts.Find<Core.Data.Synthetic.ISyntheticTask>("twonorm")],
                new ProblemOptions(ClassificationTask.Instance, new SplitOptions { PoolCap = 20 }, 1), 1),
            Episode = new EpisodeOptions(Budget: 5),
            Reward = () => new Doubling(),
            Normalisation = Normalisation.Identity(1, ObservationEncoder.ContextWidthOf(list)),
            Seed = 1,
            Jobs = 1,
            Device = torch.CPU,
        };
        var options = new DqnOptions
        {
            Hidden = [4],
            ProblemsPerRound = 1,
            EpisodesPerProblem = 2,
            NSteps = nSteps,
            Discount = 0.5,
            NextCandidates = nextCandidates,
            ShortlistShare = 1,
            ReplayCapacity = 2000,
        };
        using var agent = new DqnAgent(setup, options);
        agent.Round(0, 0, long.MaxValue, CancellationToken.None);
        var checkpoint = new TensorFile();
        agent.Save(checkpoint);
        return checkpoint;
    }

    // Pays in every second episode.
    private sealed class Doubling : IReward
    {
        private bool _pays;

        public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score) => _pays = !_pays;

        public double Of(double before, double after, int queries, out bool targetReached)
        {
            targetReached = false;
            return _pays ? 0.01 * Math.Pow(2, queries - 1) : 0;
        }
    }
}
