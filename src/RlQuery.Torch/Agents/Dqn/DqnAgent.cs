using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Deep Q-learning over candidates: the network scores each candidate by the discounted rewards that follow its query.</summary>
/// <remarks>
/// Mnih et al., "Human-level control through deep reinforcement learning" (2015), Methods, algorithm 1, with a target network, double Q-learning (van Hasselt,
/// Guez and Silver 2016), a dueling network (<see cref="DuelingNetwork"/>), n-step returns (Sutton and Barto, 2nd ed., section 7.1) and a replay buffer (Schaul
/// et al. 2016). As in LAL-RL (Konyushkova, Sznitman and Fua 2018) an action is a candidate, and replay keeps the next state's candidates. Several episodes are
/// played from the very same start of each problem, and n-step returns are what they are less their mean (<see cref="ReturnBaseline"/>): so values are those of
/// a choice against others at the same start, and not those of a data set. The network starts as the shortlist's own signal.
/// </remarks>
internal sealed class DqnAgent : GatedAgent
{
    // Rewards are shares. They are scaled to percentage points to suit the Huber loss, whose threshold is 1.
    private const double RewardScale = 100;
    private const string OwnName = "dqn";

    private readonly DqnOptions _options;
    private readonly SharedStarts _starts;
    private readonly ReplayBuffer _replay;
    private readonly ValueLearner _learner;

    /// <summary>Makes an agent with its initial weights.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    public DqnAgent(TrainingSetup setup, DqnOptions options)
        : base(setup, options)
    {
        _options = options;
        _starts = StartsOf(setup, options);
        _replay = new ReplayBuffer(options.ReplayCapacity, Shape.Signals, 1 + Shape.StateValues, options.NextCandidates, options.PriorityExponent);
        _learner = new ValueLearner(Shape, Start(), options, _replay, setup.Device);
    }

    /// <inheritdoc/>
    public override string Name => OwnName;

    /// <inheritdoc/>
    public override string ExplorationName => "epsilon";

    /// <summary>What plays the episodes of its rounds.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    // A state is looked at again only as the one that follows n steps later.
    public static SharedStarts StartsOf(TrainingSetup setup, DqnOptions options) => new(
        setup, options.SelectorIn(setup.Parts), ShapeOf(setup, options),
        new SharedStartsOptions(
            OwnName, options.ProblemsPerRound, options.EpisodesPerProblem, Bare: options.NSteps, epsilon => new EpsilonChoice(epsilon)));

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        double epsilon = EpsilonAt(stepsBefore);
        RecordedRound played = _starts.Play(Current(), epsilon, round, most, cancel);
        var draws = new Pcg64(SeedOf(round), "replay");
        double[][][] returns = ReturnBaseline.Advantages(played.Problems, _options.Discount, _options.NSteps);
        for (int p = 0; p < played.Problems.Length; p++)
        {
            for (int e = 0; e < played.Problems[p].Length; e++)
            {
                Remember(played.Problems[p][e], returns[p][e], draws);
            }
        }
        double loss = double.NaN;
        if (played.Steps > 0 && _replay.Count >= _options.LearningStarts)
        {
            loss = Enumerable.Range(0, _options.UpdatesPerRound).Select(_ => _learner.Update(draws)).ToArray().Average();
        }
        return played.Report(loss, epsilon);
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint)
    {
        _learner.Save(checkpoint);
        _replay.Save(checkpoint);
    }

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint)
    {
        _learner.Load(checkpoint);
        _replay.Load(checkpoint);
    }

    /// <inheritdoc/>
    public override void Dispose() => _learner.Dispose();

    /// <inheritdoc/>
    protected override float[] Current() => _learner.Average();

    private double EpsilonAt(long steps) => _options.EpsilonStart
        + ((_options.EpsilonEnd - _options.EpsilonStart) * Math.Min(1, (double)steps / _options.EpsilonSteps));

    private void Remember(List<Decision> episode, double[] returns, Pcg64 draws)
    {
        for (int t = 0; t < episode.Count; t++)
        {
            int end = t + _options.NSteps;
            bool ended = end >= episode.Count;
            _replay.Add(new Transition(
                Row(episode[t], episode[t].Place), episode[t].State, (float)(RewardScale * returns[t]),
                ended ? 0 : (float)Math.Pow(_options.Discount, _options.NSteps),
                ended ? [] : episode[end].State, ended ? [] : Sample(episode[end], draws)));
        }
    }

    private float[] Row(Decision decision, int place) => decision.Rows[(place * Shape.Signals)..((place + 1) * Shape.Signals)];

    // Half of the kept candidates are the best by the shortlist signal, the others are drawn from the rest.
    private float[] Sample(Decision decision, Pcg64 draws)
    {
        int all = decision.Rows.Length / Shape.Signals;
        int count = Math.Min(_options.NextCandidates, all);
        int best = (count + 1) / 2;
        float[] rows = new float[count * Shape.Signals];
        for (int i = 0; i < count; i++)
        {
            Row(decision, i < best ? i : best + draws.NextInt(all - best)).CopyTo(rows, i * Shape.Signals);
        }
        return rows;
    }
}
