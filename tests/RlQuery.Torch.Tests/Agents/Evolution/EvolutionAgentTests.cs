using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Evolution;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Tests.Training;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Agents.Evolution;

public sealed class EvolutionAgentTests : IDisposable
{
    private readonly TinyEnvironment _tiny = new();

    public EvolutionAgentTests() => TorchRuntime.Initialize("cpu");

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void On_easy_tasks_it_finds_a_better_policy_than_its_start()
    {
        TrainingSetup setup = Setup(budget: 12);
        var options = new EvolutionOptions
        {
            Initial = new Dictionary<string, double> { ["margin"] = 1 },
            LearningRate = 0.2,
            Pairs = 48,
            ShortlistShare = 1,
            Averaging = 0,
        };
        using var agent = new EvolutionAgent(setup, options);
        double before = Aubc(agent, setup);
        PlantedWorld.Train(agent, rounds: 12);
        double after = Aubc(agent, setup);
        Assert.True(after > before + 0.1, $"{before} before and {after} after");
    }

    [Fact]
    public void Its_return_is_the_gain_over_margin()
    {
        TrainingSetup setup = Setup(budget: 12);
        Assert.Equal(0, Return(new EvolutionOptions { Sigma = 1e-4, Pairs = 12 }), 1e-12);
        Assert.True(Return(new EvolutionOptions { Sigma = 1e-4, Pairs = 12, Initial = new Dictionary<string, double> { ["margin"] = 1 } }) < -0.05);

        double Return(EvolutionOptions options)
        {
            using var agent = new EvolutionAgent(setup, options with { ShortlistShare = 1 });
            return agent.Round(0, 0, long.MaxValue, CancellationToken.None).ReturnMean;
        }
    }

    [Fact]
    public void A_written_policy_acts_as_the_agent_acted()
    {
        TrainingResult result = _tiny.Trainer("run", 300, "evolution").Run(CancellationToken.None);
        result.Write(_tiny.At("run", "policy"));
        LearnedPolicy read = PolicyReader.Load(_tiny.At("run", "policy"), Known.Parts);
        TrainingSetup setup = Setup(budget: 20);
        setup.Normalisation = result.Document.Normalisation.ToNormalisation();
        var player = new EpisodePlayer(setup, read.Selector, result.Document.Network);
        result.Weights.Float32(NetworkShape.GateName).CopyTo(player.Weights);
        QueryEnvironment acted = Environment(setup, read.Selector);
        QueryEnvironment acts = Environment(setup, read.Selector);
        for (ulong seed = 0; seed < 10; seed++)
        {
            (double mean, int steps) = player.Play(acted, acted.Reset(seed));
            Observation observation = acts.Reset(seed);
            while (acts.Running)
            {
                float[] scores = new float[observation.Count];
                read.Score(observation, scores);
                observation = acts.Step(QueryChoice.Best(scores, observation.Rows)).Observation;
            }
            Assert.Equal(acts.Labelled.ToArray(), acted.Labelled.ToArray());
            Assert.Equal(20, steps);
            Assert.Equal(new StrategyRunner(setup.Learner, setup.Episode).Run(acted.Problem, read, seed).Aubc, mean, 1e-12);
        }
    }

    [Fact]
    public void It_starts_from_the_shortlist_signal_or_from_the_weights_that_it_is_given()
    {
        TrainingSetup setup = Setup(budget: 5);
        Assert.Equal([-1, 0, 0, 0, 0, 0], Start(new EvolutionOptions()));
        Assert.Equal([0, 0, 1, 0, 0, 0], Start(new EvolutionOptions { ShortlistSignal = "entropy" }));
        Assert.Equal([0, 0, 0, 0, 0, 0], Start(new EvolutionOptions { ShortlistSignal = "density" }));
        Assert.Equal([0, 0, 0, 0, 0.5f, 0], Start(new EvolutionOptions { Initial = new Dictionary<string, double> { ["labelled-distance"] = 0.5 } }));

        float[] Start(EvolutionOptions options)
        {
            using var agent = new EvolutionAgent(setup, options);
            return agent.Weights().Float32(NetworkShape.GateName, 3, 2);
        }
    }

    private static double Aubc(EvolutionAgent agent, TrainingSetup setup)
    {
        var network = IScoringNetwork.Create(new NetworkShape(3, ObservationEncoder.ContextWidthOf(setup.SignalList), []), agent.Weights());
        var policy = new LearnedPolicy("evolved", setup.SignalList, setup.Normalisation, agent.Selector, [network]);
        var runner = new StrategyRunner(setup.Learner, setup.Episode with { Smoothing = 0 });
        return Enumerable.Range(0, 60).Average(i => runner.Run(setup.Problems.Draw(SeedSequence.Child(99, (ulong)i)), policy, (ulong)i).Aubc);
    }

    private static QueryEnvironment Environment(TrainingSetup setup, Selector selector) =>
        new(setup.Observed(selector), setup.Learner, setup.Problems, setup.Episode, new AccuracyGain());

    private TrainingSetup Setup(int budget)
    {
        LoadedEnvironment environment = LoadedEnvironment.Read(_tiny.At("environment.json"), Known.Parts, featurizer: null);
        return new TrainingSetup
        {
            SignalList = environment.SignalList,
            Learner = environment.Learner,
            Problems = environment.TrainingProblems,
            Episode = new EpisodeOptions(budget, Smoothing: 0.2),
            Reward = () => new AccuracyGain(),
            Normalisation = Normalisation.Identity(3, ObservationEncoder.ContextWidthOf(environment.SignalList)),
            Seed = 1,
            Jobs = 2,
            Device = TorchRuntime.Initialize("cpu"),
        };
    }
}
