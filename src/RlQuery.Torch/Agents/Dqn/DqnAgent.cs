using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Deep Q-learning over candidates: the network scores each candidate by the discounted rewards that follow its query.</summary>
/// <remarks>
/// Mnih et al., "Human-level control through deep reinforcement learning" (2015), Methods, algorithm 1, with a target network; van Hasselt, Guez and Silver,
/// "Deep Reinforcement Learning with Double Q-learning" (2016), section "Double DQN"; n-step returns (Sutton and Barto, 2nd ed., section 7.1); prioritised
/// replay (Schaul et al. 2016). A round is played by the policy of one round earlier, while the agent learns from the round before
/// (<see cref="RoundAhead{T}"/>). As in LAL-RL (Konyushkova, Sznitman and Fua 2018) an action is a candidate, and replay keeps the next state's candidates.
/// </remarks>
internal sealed class DqnAgent : NetworkAgent
{
    // Rewards are shares. They are scaled to percentage points to suit the Huber loss, whose threshold is 1.
    private const double RewardScale = 100;

    private readonly DqnOptions _options;
    private readonly ReplayBuffer _replay;
    private readonly ValueLearner _learner;
    private readonly RoundAhead<List<Decision>[]> _ahead;

    /// <summary>Makes an agent with fresh networks.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public DqnAgent(TrainingSetup setup, DqnOptions options)
        : base(setup, options, setup.Reward, [new TrainedNetwork(setup, options, gradientNorm: 10)])
    {
        _options = options;
        _replay = new ReplayBuffer(options.ReplayCapacity, Width, Context, options.NextCandidates, options.PriorityExponent);
        _learner = new ValueLearner(Learning, options, _replay, setup.Device);
        _ahead = new RoundAhead<List<Decision>[]>(Learning.Shape, setup.Jobs, Collect);
    }

    /// <inheritdoc/>
    public override string Name => "dqn";

    /// <inheritdoc/>
    public override string ExplorationName => "epsilon";

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        var played = Played<List<Decision>>.Fitting(_ahead.Take(round, stepsBefore, Weights, cancel), episode => episode.Count, round, most);
        if (played.Episodes.Length == 0)
        {
            return new RoundReport { Uncut = played.Uncut };
        }
        List<Decision>[] episodes = played.Episodes;
        int steps = played.Steps;
        _ahead.Begin(round + 1, stepsBefore + steps, Weights(), cancel);
        foreach (List<Decision> episode in episodes)
        {
            Remember(episode);
        }
        double loss = double.NaN;
        if (_replay.Count >= _options.LearningStarts)
        {
            var draws = new Pcg64(SeedOf(round), "replay");
            loss = Enumerable.Range(0, _options.UpdatesPerRound).Select(_ => _learner.Update(draws)).ToArray().Average();
        }
        double mean = episodes.Average(episode => episode.Sum(step => step.Reward));
        return new RoundReport(steps, episodes.Length, mean, loss, EpsilonAt(stepsBefore)) { Uncut = played.Uncut };
    }

    /// <inheritdoc/>
    public override void Adopt(TensorFile weights)
    {
        base.Adopt(weights);
        _learner.Restart();
        _ahead.Reset();
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint)
    {
        base.Save(checkpoint);
        _learner.Save(checkpoint);
        _replay.Save(checkpoint);
        _ahead.Save(checkpoint);
    }

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint)
    {
        base.Load(checkpoint);
        _learner.Load(checkpoint);
        _replay.Load(checkpoint);
        _ahead.Load(checkpoint);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _ahead.Dispose();
        _learner.Dispose();
        base.Dispose(disposing);
    }

    private double EpsilonAt(long steps) => _options.EpsilonStart
        + ((_options.EpsilonEnd - _options.EpsilonStart) * Math.Min(1, (double)steps / _options.EpsilonSteps));

    private List<Decision>[] Collect(int round, long stepsBefore, TensorFile weights, CancellationToken cancel)
    {
        double epsilon = EpsilonAt(stepsBefore);
        return PlayAll(weights, _options.EpisodesPerRound, SeedOf(round), (environment, actor, own) => Play(environment, actor, own, epsilon), cancel);
    }

    private List<Decision> Play(QueryEnvironment environment, PolicyActor actor, ulong seed, double epsilon)
    {
        var draws = new Pcg64(seed, "exploration");
        var decisions = new List<Decision>();
        Observation observation = environment.Reset(seed);
        while (environment.Running)
        {
            bool explore = draws.NextDouble() < epsilon;
            actor.Look(observation, score: !explore);
            int place = explore ? draws.NextInt(actor.Count) : actor.Best();
            float[] sample = Sample(actor, draws);
            float[] row = actor.Row(place).ToArray();
            float[] context = actor.Context.ToArray();
            StepResult result = environment.Step(actor.Shortlist[place]);
            decisions.Add(new Decision(row, context, sample, result.Reward));
            observation = result.Observation;
        }
        return decisions;
    }

    // Half of the kept candidates are the best by the shortlist signal, the others are drawn from the rest.
    private float[] Sample(PolicyActor actor, Pcg64 draws)
    {
        int count = Math.Min(_options.NextCandidates, actor.Count);
        int best = (count + 1) / 2;
        float[] rows = new float[count * Width];
        actor.Rows[..(best * Width)].CopyTo(rows);
        for (int i = best; i < count; i++)
        {
            actor.Row(best + draws.NextInt(actor.Count - best)).CopyTo(rows.AsSpan(i * Width));
        }
        return rows;
    }

    private void Remember(List<Decision> episode)
    {
        for (int t = 0; t < episode.Count; t++)
        {
            double sum = 0;
            double discount = 1;
            int end = Math.Min(t + _options.NSteps, episode.Count);
            for (int u = t; u < end; u++)
            {
                sum += discount * episode[u].Reward * RewardScale;
                discount *= _options.Discount;
            }
            bool ended = end == episode.Count;
            _replay.Add(new Transition(
                episode[t].Row, episode[t].Context, (float)sum, ended ? 0 : (float)discount,
                ended ? [] : episode[end].Context, ended ? [] : episode[end].Sample));
        }
    }

    private sealed record Decision(float[] Row, float[] Context, float[] Sample, double Reward);
}
