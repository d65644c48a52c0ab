using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Evolution;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Agents.PolicyGradient;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Tests.Agents;

/// <summary>Agents find out which candidate pays, in an environment where it is known.</summary>
public sealed class LearningTests
{
    private const double Lots = 0.75;
    private const double Learned = 0.93;

    public LearningTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Deep_q_learning_values_candidates_by_what_they_pay(bool highPays)
    {
        var world = new PlantedWorld(highPays);
        using var agent = new DqnAgent(world.Setup(), Dqn(discount: 0, nSteps: 1));
        Assert.InRange(world.Preference(agent), 1 - Lots, Lots);
        PlantedWorld.Train(agent, rounds: 40);
        Assert.InRange(world.Preference(agent), Learned, 1);
        Assert.Equal((highPays ? 1 : -1) * 100.0 / PlantedWorld.PoolRows, world.Slope(agent), 0.3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Deep_q_learning_sees_beyond_the_rewards_that_it_sums(int nSteps)
    {
        var world = new PlantedWorld(highPays: true, delayed: true);
        using var far = new DqnAgent(world.Setup(), Dqn(discount: 0.9, nSteps));
        using var near = new DqnAgent(world.Setup(), Dqn(discount: 0, nSteps));
        PlantedWorld.Train(far, rounds: 30);
        PlantedWorld.Train(near, rounds: 30);
        Assert.InRange(world.Preference(far), Learned, 1);
        // What the last query of an episode would pay never comes, and no state value foretells the end.
        Assert.Equal(0.9 * 100 / PlantedWorld.PoolRows * (PlantedWorld.Budget - 1) / PlantedWorld.Budget, world.Slope(far), 0.5);
        Assert.Equal(0, world.Slope(near), 0.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Policy_gradient_prefers_what_pays(bool highPays)
    {
        var world = new PlantedWorld(highPays);
        PolicyGradientOptions options = PolicyGradient(discount: 0);
        using var agent = new PolicyGradientAgent(world.Setup(), options);
        Assert.InRange(world.Preference(agent), 1 - Lots, Lots);
        PlantedWorld.Train(agent, rounds: 40);
        Assert.InRange(world.Preference(agent), Learned, 1);
    }

    [Fact]
    public void Policy_gradient_sees_rewards_that_come_later()
    {
        var world = new PlantedWorld(highPays: true, delayed: true);
        PolicyGradientOptions options = PolicyGradient(discount: 0.9);
        using var far = new PolicyGradientAgent(world.Setup(), options);
        using var near = new PolicyGradientAgent(world.Setup(), options with { Discount = 0 });
        PlantedWorld.Train(far, rounds: 60);
        PlantedWorld.Train(near, rounds: 60);
        Assert.InRange(world.Preference(far), Learned, 1);
        // What it learned from noise leads it somewhere.
        Assert.InRange(world.Preference(near), 0, Learned - 0.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Imitation_prefers_what_pays(bool highPays)
    {
        var world = new PlantedWorld(highPays);
        var options = new ImitationOptions { Hidden = [8], LearningRate = 0.01, ShortlistShare = 1, StatesPerRound = 8, RolloutSteps = 2, Smoothing = 1 };
        using var agent = new ImitationAgent(world.Setup(), options);
        Assert.InRange(world.Preference(agent), 1 - Lots, Lots);
        PlantedWorld.Train(agent, rounds: 20);
        Assert.InRange(world.Preference(agent), Learned, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evolution_prefers_what_pays(bool highPays)
    {
        var world = new PlantedWorld(highPays);
        using var agent = new EvolutionAgent(world.Setup(), new EvolutionOptions { LearningRate = 0.1, ShortlistShare = 1, Pairs = 24 });
        Assert.InRange(world.Preference(agent), 1 - Lots, Lots);
        PlantedWorld.Train(agent, rounds: 20);
        Assert.InRange(world.Preference(agent), Learned, 1);
    }

    [Fact]
    public void An_ensemble_with_averaged_weights_and_rollouts_of_its_own_prefers_what_pays()
    {
        var world = new PlantedWorld(highPays: true);
        var options = new ImitationOptions
        {
            Hidden = [8],
            LearningRate = 0.01,
            ShortlistShare = 1,
            StatesPerRound = 8,
            RolloutSteps = 2,
            Smoothing = 1,
            Members = 3,
            Averaging = 0.9,
            WeightDecay = 0.01,
            OwnRollouts = 1,
        };
        using var agent = new ImitationAgent(world.Setup(), options);
        Assert.Equal(3, agent.Members);
        Assert.InRange(world.Preference(agent), 1 - Lots, Lots);
        PlantedWorld.Train(agent, rounds: 20);
        Assert.InRange(world.Preference(agent), Learned, 1);
    }

    private static PolicyGradientOptions PolicyGradient(double discount) =>
        new() { Hidden = [8], ShortlistShare = 1, ProblemsPerRound = 8, EpisodesPerProblem = 4, Discount = discount };

    private static DqnOptions Dqn(double discount, int nSteps) => new()
    {
        Hidden = [8],
        LearningRate = 0.005,
        ShortlistShare = 1,
        Discount = discount,
        NSteps = nSteps,
        ProblemsPerRound = 4,
        EpisodesPerProblem = 4,
        BatchSize = 32,
        UpdatesPerRound = 20,
        LearningStarts = 64,
        EpsilonEnd = 1,
        TargetUpdate = 0.05,
        Averaging = 0.9,
    };
}
