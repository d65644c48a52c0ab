using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Torch.Agents;

/// <summary>What every agent needs to know about its environment.</summary>
public sealed class TrainingSetup
{
    /// <summary>The signals and state values that the policy sees.</summary>
    public required SignalList SignalList { get; init; }

    /// <summary>The learner that is refitted after every batch, or a mix of learners.</summary>
    public required ILearnerFactory Learner { get; init; }

    /// <summary>Where names in settings and task are looked up.</summary>
    /// <value>Default: the parts of the core library.</value>
    public Parts Parts { get; init; } = StandardParts.Create();

    /// <summary>Where training problems come from.</summary>
    public required IProblemSource Problems { get; init; }

    /// <summary>The kind of answer that is asked for.</summary>
    /// <value>Default: classification.</value>
    public ITask Task { get; init; } = ClassificationTask.Instance;

    /// <summary>The heuristic that policies are measured against, and that continues rollouts.</summary>
    public IQueryStrategy Reference => Parts.Find<IQueryStrategy>(Task.Reference);

    /// <summary>Length of an episode and its score.</summary>
    public required EpisodeOptions Episode { get; init; }

    /// <summary>Makes the reward of one environment.</summary>
    public required Func<IReward> Reward { get; init; }

    /// <summary>Shift and scale of the network's inputs.</summary>
    public Normalisation Normalisation { get; set; } = Normalisation.Identity(0, 0);

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of threads; changes no result.</summary>
    public required int Jobs { get; init; }

    /// <summary>Who plays the episodes of rounds; changes no result.</summary>
    /// <value>Default: null, this process.</value>
    public IRoundPlayers? Players { get; init; }

    /// <summary>Where networks are trained.</summary>
    public required TorchSharp.torch.Device Device { get; init; }

    /// <summary>The signal list of the environment: the policy's signal list and the shortlist signal.</summary>
    /// <param name="selector">The agent's selector.</param>
    public SignalList Observed(Selector selector) => SignalList.Union(selector.SignalList);

    /// <summary>The seed of a round's episodes and updates.</summary>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="round">Number of the round.</param>
    internal ulong SeedOf(string agent, int round) => SeedSequence.Child(SeedSequence.Child(Seed, $"{agent} episodes"), (ulong)round);

    /// <summary>Has the episodes of a round played by <see cref="Players"/>, of which there are some.</summary>
    /// <param name="state">What <see cref="IScatteredPlayer.Take"/> is given.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="episodes">Number of episodes.</param>
    /// <param name="cancel">Abandons them.</param>
    /// <returns>What <see cref="IScatteredPlayer.Play"/> gave for each.</returns>
    internal IReadOnlyList<byte[]> Scatter(TensorFile state, int round, int episodes, CancellationToken cancel) =>
        Players!.Play(SentState.OfRound(Normalisation, state, round), episodes, cancel);

    /// <summary>Makes as many environments as threads.</summary>
    /// <param name="selector">The agent's selector.</param>
    /// <param name="reward">Makes the reward of one environment.</param>
    /// <param name="focus">See <see cref="QueryEnvironment"/>.</param>
    public VectorEnvironment Environments(Selector selector, Func<IReward> reward, ICandidateFocus? focus = null) =>
        new(() => new QueryEnvironment(Observed(selector), Learner, Problems, Episode, reward(), focus), Jobs, Jobs);
}
