using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Training;
using TorchSharp;

namespace RlQuery.Torch.Agents;

/// <summary>Imitation of rollout values: in visited states several candidates are tried, each followed by margin sampling, and the network learns to rank them by what came of it.</summary>
/// <remarks>
/// After Liu, Buntine and Haffari, "Learning How to Actively Learn: A Deep Imitation Learning Approach" (2018; states under the current policy as in DAgger) and
/// Gonsior, Thiele and Lehner, "ImitAL" (2021; a listwise loss), with values of rollouts instead of a one-step look-ahead. Values are centred and scaled per
/// state; the loss is ListNet's (Cao et al. 2007): the cross-entropy between the softmax of values and that of scores.
/// </remarks>
public sealed class ImitationAgent : IAgent
{
    private readonly TrainingSetup _setup;
    private readonly ImitationOptions _options;
    private readonly VectorEnvironment _environments;
    private readonly TrainedNetwork _network;
    private readonly RankingMemory _memory;
    private readonly int _width;

    /// <summary>Makes an agent with a fresh network.</summary>
    /// <param name="setup">The environment; its reward is not used.</param>
    /// <param name="options">Settings without faults.</param>
    public ImitationAgent(TrainingSetup setup, ImitationOptions options)
    {
        _setup = setup;
        _options = options;
        _width = setup.Schema.Signals.Count;
        _environments = new VectorEnvironment(
            () => new QueryEnvironment(setup.Observed(Selector), setup.Learner, setup.Problems, setup.Episode, new AccuracyGain()), setup.Jobs, setup.Jobs);
        _network = new TrainedNetwork(setup, options, gradientNorm: 10);
        _memory = new RankingMemory(options.Capacity, options.Candidates, _width, _network.Shape.Context);
    }

    /// <inheritdoc/>
    public string Name => "imitation";

    /// <inheritdoc/>
    public string ExplorationName => "epsilon";

    /// <inheritdoc/>
    public Selector Selector => _options.Selector;

    /// <inheritdoc/>
    public IReadOnlyList<int> Hidden => _options.Hidden;

    /// <inheritdoc/>
    public RoundReport Round(int round, long stepsBefore, CancellationToken cancel)
    {
        var frozen = new ScoringNetwork(_network.Shape, Weights());
        double own = round == 0 ? 0 : _options.OwnStates;
        using var workers = new ThreadLocal<Worker>(() => new Worker(
            new PolicyActor(_setup.Schema, _setup.Normalisation, Selector, frozen.Clone()), new Rollout(_setup.Learner)));
        ulong seed = SeedSequence.Child(SeedSequence.Child(_setup.Seed, "imitation states"), (ulong)round);
        Visit[] visits = _environments.Play(
            _options.StatesPerRound, (environment, i) => Play(environment, workers.Value!, SeedSequence.Child(seed, (ulong)i), own), cancel);
        foreach (Visit visit in visits)
        {
            _memory.Add(visit.Context, visit.Rows, visit.Values);
        }
        var draws = new Pcg64(seed, "batches");
        double loss = _memory.Count == 0 ? double.NaN : Enumerable.Range(0, _options.UpdatesPerRound).Select(_ => Update(draws)).ToArray().Average();
        return new RoundReport(visits.Sum(visit => visit.Steps), visits.Length, visits.Average(visit => visit.Gain), loss, 1 - own);
    }

    /// <inheritdoc/>
    public TensorFile Weights() => _network.Weights();

    /// <inheritdoc/>
    public void Adopt(TensorFile weights) => _network.Network.Load(weights);

    /// <inheritdoc/>
    public void Save(TensorFile checkpoint)
    {
        _network.Save(checkpoint);
        _memory.Save(checkpoint);
    }

    /// <inheritdoc/>
    public void Load(TensorFile checkpoint)
    {
        _network.Load(checkpoint);
        _memory.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    // Goes to a state at random and tries candidates there.
    private Visit Play(QueryEnvironment environment, Worker worker, ulong seed, double own)
    {
        var draws = new Pcg64(seed, "visit");
        bool follow = draws.NextDouble() < own;
        int stop = draws.NextInt(Math.Max(1, _setup.Episode.Budget - 1));
        PolicyActor actor = worker.Actor;
        Observation observation = environment.Reset(seed);
        if (!environment.Running)
        {
            return new Visit([], [], [], 0, 0);
        }
        int steps = 0;
        for (; steps < stop && observation.Count > 2 && environment.Running; steps++)
        {
            actor.Look(observation, score: follow);
            observation = environment.Step(actor.Shortlist[follow ? actor.Best() : 0]).Observation;
        }
        actor.Look(observation, score: true);
        int[] places = Choose(actor.Count, draws);
        int[] labelled = environment.Labelled.ToArray();
        int before = worker.Rollout.Steps;
        double[] values = [.. places.Select(place => worker.Rollout.Value(
            environment.Problem, labelled, worker.RowOf(observation, place), _options.RolloutSteps, _options.Smoothing))];
        float[] rows = new float[places.Length * _width];
        int best = 0;
        for (int i = 0; i < places.Length; i++)
        {
            actor.Row(places[i]).CopyTo(rows.AsSpan(i * _width));
            best = actor.Scores[places[i]] > actor.Scores[places[best]] ? i : best;
        }
        // The shortlist signal's own choice is the first, so this is what following the network would have gained over it.
        return new Visit(actor.Context.ToArray(), rows, values, values[best] - values[0], steps + worker.Rollout.Steps - before);
    }

    // The first of the shortlist and others drawn from it, without repetition.
    private int[] Choose(int count, Pcg64 draws)
    {
        int[] places = draws.Permutation(Math.Max(0, count - 1));
        return [0, .. places.Take(_options.Candidates - 1).Select(place => place + 1)];
    }

    private double Update(Pcg64 draws)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        RankingBatch batch = _memory.Draw(_options.BatchSize, draws);
        long groups = batch.Contexts.Length / _network.Shape.Context;
        torch.Tensor owners = _network.Indices(batch.Owners);
        torch.Tensor target = Segments.LogSoftmax(_network.Tensor(batch.Values, batch.Values.Length), owners, groups).exp();
        torch.Tensor logs = Segments.LogSoftmax(_network.Forward(batch.Rows, batch.Contexts, owners), owners, groups);
        return _network.Descend(Segments.Sum(target * logs, owners, groups).mean().neg());
    }

    private sealed record Worker(PolicyActor Actor, Rollout Rollout)
    {
        public int RowOf(Observation observation, int place) => observation.Rows[Actor.Shortlist[place]];
    }

    private sealed record Visit(float[] Context, float[] Rows, double[] Values, double Gain, int Steps);
}
