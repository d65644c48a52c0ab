using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Tensors;

namespace RlQuery.Benchmarks.Compare;

/// <summary>Updates of deep Q-learning, batch 256, a gated network with a part of 32-64-64-1, against a plain one in eager PyTorch.</summary>
internal sealed class UpdateContest : IContest, IDisposable
{
    // 32 inputs.
    private const int Signals = 20;
    private const int StateValues = 12;
    private const int Transitions = 20_000;

    private readonly ReferenceProcess _reference;
    private readonly int _nextCandidates;
    private readonly Pcg64 _draws = new(1);
    private readonly ValueLearner _learner;

    /// <param name="reference">Has PyTorch.</param>
    /// <param name="nextCandidates">Candidates of a next state.</param>
    public UpdateContest(ReferenceProcess reference, int nextCandidates)
    {
        _reference = reference;
        _nextCandidates = nextCandidates;
        var shape = new NetworkShape(Signals, StateValues + (2 * Signals), [64, 64]) { Gated = true };
        var options = new DqnOptions { BatchSize = 256, NextCandidates = nextCandidates, ReplayCapacity = Transitions };
        var replay = new ReplayBuffer(Transitions, Signals, 1 + StateValues, nextCandidates, options.PriorityExponent);
        for (int i = 0; i < Transitions; i++)
        {
            replay.Add(new Transition(
                Gaussian(Signals), Gaussian(1 + StateValues), (float)_draws.NextGaussian(), 0.95f, Gaussian(1 + StateValues),
                Gaussian(nextCandidates * Signals)));
        }
        double[] start = [.. Gaussian((int)shape.Parameters).Select(weight => 0.1 * weight)];
        _learner = new ValueLearner(shape, start, options, replay, TorchRuntime.Initialize("cpu"));
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

    public void Dispose() => _learner.Dispose();

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
