using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>The value of a candidate: its label is added, and the reference heuristic or a policy continues from there.</summary>
/// <remarks>
/// All candidates of a state continue under the same deterministic strategy and are scored on the same rows, so that their differences are due to them alone.
/// One per thread.
/// </remarks>
internal sealed class Rollout
{
    private readonly Episode _episode;
    private readonly StrategyPlayer _reference;
    private readonly StrategyPlayer _policy;
    private readonly ObservationBuilder _builder;
    private readonly IMetric? _metric;

    /// <param name="learner">The learner, or a mix of them.</param>
    /// <param name="policy">What goes on in <see cref="UnderPolicy"/>; several threads may use it.</param>
    /// <param name="reference">What goes on in <see cref="UnderReference"/>; several threads may use it.</param>
    /// <param name="metric">What the score measures; null for what the task rewards.</param>
    public Rollout(ILearnerFactory learner, LearnedPolicy policy, IQueryStrategy reference, IMetric? metric = null)
    {
        _metric = metric;
        _reference = new StrategyPlayer(reference);
        _episode = new Episode(learner);
        _policy = new StrategyPlayer(policy);
        _builder = new ObservationBuilder(policy.SignalList);
    }

    /// <summary>Environment steps made so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Mean score over the steps after a candidate is labelled, its own included, under the reference heuristic.</summary>
    /// <param name="state">Where the candidate is tried.</param>
    /// <param name="candidate">Pool row that is tried.</param>
    /// <param name="steps">Queries after it.</param>
    /// <param name="smoothing">Weight of the mean probability of the true class in the score.</param>
    public double UnderReference(VisitedState state, int candidate, int steps, double smoothing)
    {
        _episode.Begin(state.Problem.Branch([.. state.Labelled, candidate]), Math.Max(1, steps), state.Seed);
        return GoOn(_reference, steps, smoothing);
    }

    /// <summary>The same under the policy, as it acts in use: within the episode's budget, with what it has seen so far. Ends with the budget.</summary>
    /// <param name="state">Where the candidate is tried.</param>
    /// <param name="candidate">Pool row that is tried.</param>
    /// <param name="steps">Queries after it.</param>
    /// <param name="budget">Queries of the episode that the state is part of.</param>
    /// <param name="smoothing">Weight of the mean probability of the true class in the score.</param>
    public double UnderPolicy(VisitedState state, int candidate, int steps, int budget, double smoothing)
    {
        _episode.Begin(state.Problem, budget, state.Seed);
        ReadOnlySpan<int> queried = state.Labelled.AsSpan(state.Problem.Start.Length);
        if (!queried.IsEmpty)
        {
            foreach (int row in queried)
            {
                _episode.Take(row);
            }
            _episode.Label();
        }
        // Some state values depend on what has changed since the last label.
        _episode.Observe(_builder);
        _episode.Take(candidate);
        _episode.Label();
        return GoOn(_policy, Math.Min(steps, budget - _episode.Queries), smoothing);
    }

    private double GoOn(StrategyPlayer player, int steps, double smoothing)
    {
        double sum = _episode.Score(smoothing, _metric);
        int made = 0;
        for (; made < steps && !_episode.Pool.Candidates.IsEmpty; made++)
        {
            player.Take(_episode);
            _episode.Label();
            sum += _episode.Score(smoothing, _metric);
        }
        Steps += 1 + made;
        return sum / (made + 1);
    }
}
