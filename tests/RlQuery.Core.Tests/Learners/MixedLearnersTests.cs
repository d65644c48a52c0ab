using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

public sealed class MixedLearnersTests
{
    private static readonly ILearnerFactory Logistic = new LogisticRegressionFactory();
    private static readonly ILearnerFactory Forest = new RandomForestFactory();
    private static readonly SignalList SignalList = SignalList.ByName(Known.Parts, ["margin", "leverage", "vote-entropy"], ["leave-one-out-confidence"]);

    [Fact]
    public void Learners_are_drawn_by_their_shares_and_the_same_seed_draws_the_same()
    {
        ILearnerFactory vectors = new SupportVectorMachineFactory();
        var mix = new MixedLearners([(Logistic, 0.4), (vectors, 0.05), (Forest, 0.05)]);
        ILearnerFactory[] drawn = [.. Enumerable.Range(0, 4000).Select(seed => mix.Draw((ulong)seed))];
        // Three standard deviations of a share of 0.8 or 0.1 over 4000 draws are below 0.02.
        Assert.Equal(0.8, drawn.Count(learner => learner == Logistic) / 4000.0, 0.02);
        Assert.Equal(0.1, drawn.Count(learner => learner == vectors) / 4000.0, 0.02);
        Assert.Equal(0.1, drawn.Count(learner => learner == Forest) / 4000.0, 0.02);
        Assert.Equal(drawn, Enumerable.Range(0, 4000).Select(seed => mix.Draw((ulong)seed)));
    }

    [Fact]
    public void An_episode_of_a_mix_is_that_of_the_learner_that_its_seed_draws()
    {
        var mix = new MixedLearners([(Logistic, 1), (Forest, 1)]);
        QueryEnvironment mixed = Make(mix);
        ulong[] seeds = [1, 2, 3, 4, 5, 6, 7, 8, 2, 1];
        Assert.Equal(2, seeds.Select(mix.Draw).Distinct().Count());
        foreach (ulong seed in seeds)
        {
            QueryEnvironment alone = Make(mix.Draw(seed));
            Assert.Equal(Play.Numbers(alone.Reset(seed)), Play.Numbers(mixed.Reset(seed)));
            Assert.Equal(Rewards(alone, seed), Rewards(mixed, seed));
        }
    }

    [Fact]
    public void A_paired_run_has_the_learner_of_its_episode()
    {
        QueryEnvironment mixed = Make(new MixedLearners([(Logistic, 1), (Forest, 1)]));
        for (ulong seed = 1; seed < 7; seed++)
        {
            Assert.All(Play.As("margin", mixed, seed), result => Assert.Equal(0, result.Reward));
        }
    }

    [Fact]
    public void A_mix_without_learners_or_with_a_share_that_is_not_positive_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MixedLearners([]));
        Assert.Throws<ArgumentException>(() => new MixedLearners([(Logistic, 1), (Forest, 0)]));
        Assert.Throws<ArgumentException>(() => new MixedLearners([(Logistic, double.PositiveInfinity)]));
    }

    private static double[] Rewards(QueryEnvironment environment, ulong seed) => [.. Play.AtRandom(environment, seed).Select(result => result.Reward)];

    private static QueryEnvironment Make(ILearnerFactory learner) =>
        new(
            SignalList, learner, new BlobProblems(), new EpisodeOptions(4, Smoothing: 0.5),
            new GainOverReference(learner, Known.Parts.Find<IQueryStrategy>("margin")));
}
