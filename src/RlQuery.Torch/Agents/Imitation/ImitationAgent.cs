using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Imitation of rollout values: candidates of visited states are tried, each followed by margin sampling; the network learns to rank them.</summary>
/// <remarks>
/// After Liu, Buntine and Haffari, "Learning How to Actively Learn: A Deep Imitation Learning Approach" (2018), algorithm 1, with states under the current
/// policy as in DAgger (Ross, Gordon and Bagnell 2011, algorithm 3.1), and Gonsior, Thiele and Lehner, "ImitAL" (2021), with a listwise loss. Values are
/// those of rollouts instead of a one-step look-ahead; rollouts under the current policy make it classification-based policy iteration (Lagoudakis and Parr
/// 2003). Values are centred and scaled per state; the loss is ListNet's (Cao et al. 2007, section 5): the cross-entropy between the softmax of values and
/// that of scores.
/// </remarks>
internal sealed class ImitationAgent : NetworkAgent
{
    private const int EarlyQueriesPerClass = 4;

    private readonly ImitationOptions _options;
    private readonly RankingMemory _memory;

    /// <summary>Makes an agent with a fresh network.</summary>
    /// <param name="setup">The environment; its reward is not used.</param>
    /// <param name="options">Settings without faults.</param>
    public ImitationAgent(TrainingSetup setup, ImitationOptions options)
        : base(setup, options, () => new AccuracyGain(), NetworksOf(setup, options))
    {
        _options = options;
        _memory = new RankingMemory(options.Capacity, options.Candidates, Width, Context);
    }

    /// <inheritdoc/>
    public override string Name => "imitation";

    /// <inheritdoc/>
    public override string ExplorationName => "epsilon";

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        double own = round == 0 ? 0 : _options.OwnStates;
        double ownRollouts = round == 0 || stepsBefore < _options.OwnRolloutsAfter ? 0 : _options.OwnRollouts;
        TensorFile weights = Weights();
        var policy = new LearnedPolicy(
            Name, Setup.SignalList, Setup.Normalisation, Selector, NetworkWeights.Networks(Learning.Shape, weights, Members));
        using var rollouts = new ThreadLocal<Rollout>(() => new Rollout(Setup.Learner, policy, Setup.Reference, Setup.Episode.Metric));
        ulong seed = SeedOf(round);
        Visit[] all = PlayAll(
            weights, _options.StatesPerRound, seed,
            (environment, actor, state) =>
                Play(environment, actor, rollouts.Value!, state, own, ownRollouts: new Pcg64(state, "rollouts").NextDouble() < ownRollouts),
            cancel);
        var played = Played<Visit>.Fitting(all, visit => visit.Steps, round, most);
        if (played.Episodes.Length == 0)
        {
            return new RoundReport { Uncut = played.Uncut };
        }
        Visit[] visits = played.Episodes;
        foreach (Visit visit in visits)
        {
            _memory.Add(visit.Context, visit.Rows, visit.Values);
        }
        double loss = _memory.Count == 0 ? double.NaN : Learn(seed);
        return new RoundReport(played.Steps, visits.Length, visits.Average(visit => visit.Gain), loss, 1 - own) { Uncut = played.Uncut };
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint)
    {
        base.Save(checkpoint);
        _memory.Save(checkpoint);
    }

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint)
    {
        base.Load(checkpoint);
        _memory.Load(checkpoint);
    }

    // Goes to a random state and tries candidates there.
    private Visit Play(QueryEnvironment environment, PolicyActor actor, Rollout rollout, ulong seed, double own, bool ownRollouts)
    {
        var draws = new Pcg64(seed, "visit");
        bool follow = draws.NextDouble() < own;
        Observation observation = environment.Reset(seed);
        if (!environment.Running)
        {
            return new Visit([], [], [], 0, 0);
        }
        int last = Math.Max(1, Setup.Episode.Budget - 1);
        int early = EarlyQueriesPerClass * Math.Max(2, environment.Problem.Units[0].Classes);
        int stop = draws.NextInt(draws.NextDouble() < _options.EarlyStates ? Math.Min(last, early) : last);
        int steps = 0;
        for (; steps < stop && observation.Count > 2 && environment.Running; steps++)
        {
            actor.Look(observation, score: follow);
            observation = environment.Step(actor.Shortlist[follow ? actor.Best() : 0]).Observation;
        }
        actor.Look(observation, score: false);
        int[] places = Choose(Math.Max(actor.Count, (int)Math.Ceiling(_options.CandidateShare * observation.Count)), draws);
        int[] tried = [.. places.Select(place => actor.Ranking[place])];
        float[] rows = new float[places.Length * Width];
        float[] scores = new float[places.Length];
        actor.Score(observation, tried, rows, scores);
        var visited = new VisitedState(environment.Problem, environment.Labelled.ToArray(), seed);
        int before = rollout.Steps;
        double[] values = [.. tried.Select(candidate => ownRollouts
            ? rollout.UnderPolicy(visited, observation.Rows[candidate], _options.RolloutSteps, Setup.Episode.Budget, _options.Smoothing)
            : rollout.UnderReference(visited, observation.Rows[candidate], _options.RolloutSteps, _options.Smoothing))];
        int best = 0;
        for (int i = 0; i < places.Length; i++)
        {
            best = places[i] < actor.Count && scores[i] > scores[best] ? i : best;
        }
        // The shortlist signal's own choice is the first, so this is what following the network would have gained over it.
        return new Visit(actor.Context.ToArray(), rows, values, values[best] - values[0], steps + rollout.Steps - before);
    }

    // The first place and random others, without repetition; places nearer to the first are more likely.
    private int[] Choose(int count, Pcg64 draws)
    {
        int wanted = Math.Min(_options.Candidates, count);
        var places = new List<int>(wanted) { 0 };
        while (places.Count < wanted)
        {
            double lot = draws.NextDouble();
            int place = (int)(count * lot * lot);
            if (!places.Contains(place))
            {
                places.Add(place);
            }
        }
        return [.. places];
    }

    // Members train in parallel: each has its own random stream and network, so that the number of threads changes no byte.
    private double Learn(ulong seed)
    {
        double[] losses = new double[Members];
        Parallel.For(0, Members, new ParallelOptions { MaxDegreeOfParallelism = Setup.Jobs }, member =>
        {
            var draws = new Pcg64(TrainedNetwork.SeedOf(seed, member), "batches");
            losses[member] = Enumerable.Range(0, _options.UpdatesPerRound).Select(_ => Update(Networks[member], draws)).ToArray().Average();
        });
        return losses.Average();
    }

    private double Update(TrainedNetwork network, Pcg64 draws)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        RankingBatch batch = _memory.Draw(_options.BatchSize, draws);
        long groups = batch.Contexts.Length / Context;
        torch.Tensor owners = network.Indices(batch.Owners);
        torch.Tensor target = Segments.LogSoftmax(network.Tensor(batch.Values, batch.Values.Length), owners, groups).exp();
        torch.Tensor logs = Segments.LogSoftmax(network.Forward(batch.Rows, batch.Contexts, owners), owners, groups);
        return network.Descend(Segments.Sum(target * logs, owners, groups).mean().neg());
    }

    private static TrainedNetwork[] NetworksOf(TrainingSetup setup, ImitationOptions options) =>
    [
        .. Enumerable.Range(0, options.Members).Select(member => new TrainedNetwork(
            setup, options, gradientNorm: 10, member, options.WeightDecay, options.Averaging)),
    ];

    private sealed record Visit(float[] Context, float[] Rows, double[] Values, double Gain, int Steps);
}
