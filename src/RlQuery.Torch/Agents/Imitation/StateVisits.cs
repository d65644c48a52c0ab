using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Visits states and tries candidates there, here or in other processes.</summary>
internal sealed class StateVisits : IScatteredPlayer
{
    private const int EarlyQueriesPerClass = 4;
    private const string Own = "own";
    private const string Prefix = "policy.";

    private readonly TrainingSetup _setup;
    private readonly ImitationOptions _options;
    private readonly NetworkShape _shape;
    private readonly Selector _selector;
    private readonly VectorEnvironment _environments;
    private Visitor? _visitor;
    private double[] _own = [];
    private ulong _seed;

    /// <param name="setup">The environment; its reward is not used.</param>
    /// <param name="options">Settings of the agent.</param>
    public StateVisits(TrainingSetup setup, ImitationOptions options)
    {
        _setup = setup;
        _options = options;
        _shape = TrainedNetwork.ShapeOf(setup, options);
        _selector = options.SelectorIn(setup.Parts);
        _environments = setup.Environments(_selector, () => new AccuracyGain());
    }

    /// <summary>Visits the states of a round.</summary>
    /// <param name="weights">The policy's weights.</param>
    /// <param name="own">Share of states to which the policy leads.</param>
    /// <param name="ownRollouts">Share of states in which the policy continues rollouts.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="cancel">Stops between states.</param>
    public Visit[] Play(TensorFile weights, double own, double ownRollouts, int round, CancellationToken cancel)
    {
        if (_setup.Players is not null)
        {
            var state = new TensorFile();
            NetworkWeights.Save(state, Prefix, weights);
            state.Add(Own, [own, ownRollouts]);
            return [.. _setup.Scatter(state, round, _options.StatesPerRound, cancel).Select(Visit.Read)];
        }
        IScoringNetwork[] frozen = NetworkWeights.Networks(_shape, weights, _options.Members);
        using var visitors = new ThreadLocal<Visitor>(() => VisitorOf([.. frozen.Select(member => member.Clone())], PolicyOf(frozen)));
        ulong seed = SeedOf(round);
        return _environments.Play(_options.StatesPerRound, (environment, i) => Play(environment, visitors.Value!, seed, i, own, ownRollouts), cancel);
    }

    /// <inheritdoc/>
    public void Take(TensorFile state, int round)
    {
        TensorFile weights = NetworkWeights.Load(state, Prefix, _shape, _options.Members);
        IScoringNetwork[] networks = NetworkWeights.Networks(_shape, weights, _options.Members);
        _visitor = VisitorOf(networks, PolicyOf([.. networks.Select(member => member.Clone())]));
        _own = state.Float64(Own, 2);
        _seed = SeedOf(round);
    }

    /// <inheritdoc/>
    public byte[] Play(int episode) =>
        _environments.Play(1, (environment, _) => Play(environment, _visitor!, _seed, episode, _own[0], _own[1]), default)[0].Write();

    private ulong SeedOf(int round) => _setup.SeedOf(ImitationAgent.OwnName, round);

    private LearnedPolicy PolicyOf(IReadOnlyList<IScoringNetwork> networks) =>
        new(ImitationAgent.OwnName, _setup.SignalList, _setup.Normalisation, _selector, networks);

    private Visitor VisitorOf(IReadOnlyList<IScoringNetwork> networks, LearnedPolicy policy) => new(
        new PolicyActor(_setup.SignalList, _setup.Normalisation, _selector, networks),
        new Rollout(_setup.Learner, policy, _setup.Reference, _setup.Episode.Metric));

    private Visit Play(QueryEnvironment environment, Visitor visitor, ulong round, int state, double own, double ownRollouts)
    {
        ulong seed = SeedSequence.Child(round, (ulong)state);
        return Play(environment, visitor.Actor, visitor.Rollout, seed, own, ownRollouts: new Pcg64(seed, "rollouts").NextDouble() < ownRollouts);
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
        int last = Math.Max(1, _setup.Episode.Budget - 1);
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
        float[] rows = new float[places.Length * actor.Width];
        float[] scores = new float[places.Length];
        actor.Score(observation, tried, rows, scores);
        var visited = new VisitedState(environment.Problem, environment.Labelled.ToArray(), seed);
        int before = rollout.Steps;
        double[] values = [.. tried.Select(candidate => ownRollouts
            ? rollout.UnderPolicy(visited, observation.Rows[candidate], _options.RolloutSteps, _setup.Episode.Budget, _options.Smoothing)
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

    /// <summary>A thread's own view of the policy.</summary>
    private sealed record Visitor(PolicyActor Actor, Rollout Rollout);
}
