using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Tensors;

namespace RlQuery.Benchmarks.Compare;

/// <summary>Updates of deep Q-learning, batch 256, a network of 32-64-64-1, against eager PyTorch.</summary>
internal sealed class UpdateContest : IContest, IDisposable
{
    // Nine signals, five state values: with the pooled signals, 32 inputs.
    private const int Signals = 9;
    private const int StateValues = 5;
    private const int Transitions = 20_000;

    private readonly ReferenceProcess _reference;
    private readonly int _nextCandidates;
    private readonly Pcg64 _draws = new(1);
    private readonly TrainedNetwork _network;
    private readonly ValueLearner _learner;

    /// <param name="reference">Has PyTorch.</param>
    /// <param name="nextCandidates">Candidates of a next state.</param>
    public UpdateContest(ReferenceProcess reference, int nextCandidates)
    {
        _reference = reference;
        _nextCandidates = nextCandidates;
        var list = SignalList.ByName(
            Known.Parts, [.. Known.Parts.All<ISignal>().Take(Signals).Select(signal => signal.Name)],
            [.. Known.Parts.All<IStateValue>().Take(StateValues).Select(value => value.Name)]);
        int context = ObservationEncoder.ContextWidthOf(list);
        var setup = new TrainingSetup
        {
            SignalList = list,
            Learner = new LogisticRegressionFactory(),
            Problems = new SyntheticProblems(
                [Known.Parts.Find<ISyntheticTask>("twonorm")], new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1), 1),
            Episode = new EpisodeOptions(Budget: 5),
            Reward = () => new AccuracyGain(),
            Seed = 1,
            Jobs = 1,
            Device = TorchRuntime.Initialize("cpu"),
        };
        var options = new DqnOptions { BatchSize = 256, NextCandidates = nextCandidates, ReplayCapacity = Transitions };
        var replay = new ReplayBuffer(Transitions, Signals, context, nextCandidates, options.PriorityExponent);
        for (int i = 0; i < Transitions; i++)
        {
            replay.Add(new Transition(
                Gaussian(Signals), Gaussian(context), (float)_draws.NextGaussian(), 0.95f, Gaussian(context), Gaussian(nextCandidates * Signals)));
        }
        _network = new TrainedNetwork(setup, options, gradientNorm: 10);
        _learner = new ValueLearner(_network, options, replay, setup.Device);
    }

    public string Work => $"deep Q-learning, batch 256, network 32-64-64-1, {_nextCandidates} next candidate{(_nextCandidates > 1 ? "s" : "")}";

    public string Unit => "update";

    public double Goal => 2;

    public int Turns => 7;

    private int Updates => _nextCandidates > 1 ? 100 : 500;

    public double Ours(int turn)
    {
        double start = ProcessorTime.Now;
        for (int i = 0; i < Updates; i++)
        {
            _learner.Update(_draws);
        }
        return (ProcessorTime.Now - start) / Updates;
    }

    public double Reference(int turn) =>
        _reference.Ask(new { work = "update", candidates = _nextCandidates, updates = Updates / 2 }).GetProperty("seconds").GetDouble();

    public Agreement? Compare() => null;

    public void Dispose()
    {
        _learner.Dispose();
        _network.Dispose();
    }

    private float[] Gaussian(int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)_draws.NextGaussian();
        }
        return values;
    }
}
