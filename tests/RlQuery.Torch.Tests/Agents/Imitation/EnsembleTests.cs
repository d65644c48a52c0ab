using RlQuery.Core.Environments;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Tests.Training;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Agents.Imitation;

/// <summary>What an ensemble trains, how it acts, and what is written of it.</summary>
public sealed class EnsembleTests : IDisposable
{
    private static readonly ImitationOptions Options = new() { Hidden = [8], ShortlistShare = 0.5, StatesPerRound = 4, RolloutSteps = 1, Smoothing = 1 };

    private readonly TinyEnvironment _tiny = new();

    public EnsembleTests() => TorchRuntime.Initialize("cpu");

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Its_first_member_learns_as_a_single_network_from_the_same_states_and_the_others_otherwise()
    {
        var world = new PlantedWorld(highPays: true);
        using var single = new ImitationAgent(world.Setup(), Options);
        using var ensemble = new ImitationAgent(world.Setup(), Options with { Members = 3 });
        // The first round's states come from margin sampling, whatever the networks.
        single.Round(0, 0, long.MaxValue, CancellationToken.None);
        ensemble.Round(0, 0, long.MaxValue, CancellationToken.None);
        TensorFile alone = single.Weights();
        TensorFile together = ensemble.Weights();
        Assert.Equal(3 * alone.Names.Count, together.Names.Count);
        Assert.All(alone.Names, name =>
        {
            Assert.Equal(alone.Float32(name), together.Float32($"members.0.{name}"));
            Assert.NotEqual(alone.Float32(name), together.Float32($"members.1.{name}"));
            Assert.NotEqual(together.Float32($"members.1.{name}"), together.Float32($"members.2.{name}"));
        });
    }

    [Fact]
    public void It_acts_in_training_as_its_policy_does_in_use()
    {
        var world = new PlantedWorld(highPays: true);
        TrainingSetup setup = world.Setup();
        using var agent = new ImitationAgent(setup, Options with { Members = 4 });
        PlantedWorld.Train(agent, rounds: 2);
        IScoringNetwork[] networks = NetworkWeights.Networks(agent.Shape, agent.Weights(), agent.Members);
        var actor = new PolicyActor(setup.SignalList, setup.Normalisation, agent.Selector, networks);
        var policy = new LearnedPolicy("ensemble", setup.SignalList, setup.Normalisation, agent.Selector, networks);
        var environment = new QueryEnvironment(setup.Observed(agent.Selector), setup.Learner, setup.Problems, setup.Episode, setup.Reward());
        for (ulong seed = 1; seed < 20; seed++)
        {
            Observation observation = environment.Reset(seed);
            float[] scores = new float[observation.Count];
            policy.Score(observation, scores);
            actor.Look(observation, score: true);
            Assert.Equal(Array.IndexOf(scores, scores.Max()), actor.Shortlist[actor.Best()]);
        }
    }

    [Fact]
    public void Its_policy_is_written_with_all_members_and_read_back()
    {
        _tiny.Write("environment.json", TinyEnvironment.Text(imitation: ", \"members\": 3"));
        _tiny.Trainer("run", 600, "imitation").Run(CancellationToken.None).Write(_tiny.At("run", "policy"));
        Assert.Equal(3, PolicyReader.ReadDocument(_tiny.At("run", "policy")).Selector.Ensemble);
        Assert.Equal("policy", PolicyReader.Load(_tiny.At("run", "policy"), Known.Parts).Name);
    }
}
