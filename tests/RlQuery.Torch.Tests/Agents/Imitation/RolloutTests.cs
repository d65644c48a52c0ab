using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Tests.Agents.Imitation;

/// <summary>What a rollout says that a candidate is worth is what an episode that queries it comes to.</summary>
public sealed class RolloutTests
{
    private const int Budget = 12;
    private const double Smoothing = 0.3;

    private static readonly SignalList SignalList = SignalList.ByName(
        Known.Parts, ["entropy", "density", "labelled-distance"], ["budget-left", "pool-entropy-change", "labels-per-class"]);

    private static readonly ILearnerFactory Learners = new MixedLearners([(new LogisticRegressionFactory(), 1), (new RandomForestFactory(), 1)]);

    private readonly SyntheticProblems _problems =
        new(
            [Known.Parts.Find<Core.Data.Synthetic.ISyntheticTask>("twonorm")],
            new ProblemOptions(ClassificationTask.Instance, new SplitOptions { PoolCap = 40 }, 1), 1);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(11)]
    public void Under_the_policy(int queries)
    {
        LearnedPolicy policy = Policy();
        for (ulong seed = 1; seed < 7; seed++)
        {
            var episode = new Episode(Learners);
            VisitedState state = Begin(episode, queries, seed);
            int candidate = episode.Pool.Candidates[1];
            double value = new Rollout(Learners, policy, new SignalStrategy("margin", new MarginSignal())).UnderPolicy(state, candidate, 4, Budget, Smoothing);

            var player = new StrategyPlayer(policy);
            episode.Observe(new ObservationBuilder(policy.SignalList));
            Assert.Equal(Play(episode, candidate, player, Math.Min(4, Budget - queries - 1)), value, 1e-9);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Under_margin_sampling(int queries)
    {
        for (ulong seed = 1; seed < 7; seed++)
        {
            var episode = new Episode(Learners);
            VisitedState state = Begin(episode, queries, seed);
            int candidate = episode.Pool.Candidates[1];
            double value = new Rollout(Learners, Policy(), new SignalStrategy("margin", new MarginSignal())).UnderReference(state, candidate, 4, Smoothing);
            var margin = new StrategyPlayer(new SignalStrategy("margin", new MarginSignal()));
            Assert.Equal(Play(episode, candidate, margin, 4), value, 1e-6);
        }
    }

    // An episode of the same labels, made all at once after the start.
    private VisitedState Begin(Episode episode, int queries, ulong seed)
    {
        Problem problem = _problems.Draw(seed);
        episode.Begin(problem, Budget, seed);
        for (int i = 0; i < queries; i++)
        {
            episode.Take(episode.Pool.Candidates[0]);
        }
        if (queries > 0)
        {
            episode.Label();
        }
        return new VisitedState(problem, episode.Pool.Labelled.ToArray(), seed);
    }

    private static double Play(Episode episode, int candidate, StrategyPlayer player, int steps)
    {
        episode.Take(candidate);
        episode.Label();
        double sum = episode.Score(Smoothing);
        for (int i = 0; i < steps; i++)
        {
            player.Take(episode);
            episode.Label();
            sum += episode.Score(Smoothing);
        }
        return sum / (steps + 1);
    }

    private static LearnedPolicy Policy()
    {
        int context = ObservationEncoder.ContextWidthOf(SignalList);
        var shape = new NetworkShape(SignalList.Signals.Count, context, [6]);
        return new LearnedPolicy(
            "policy", SignalList, Normalisation.Identity(SignalList.Signals.Count, context), new Selector(0.5, new MarginSignal(), 0.2),
            [new ScoringNetwork(shape, KaimingUniform.Draw(shape, new Pcg64(1)))]);
    }
}
