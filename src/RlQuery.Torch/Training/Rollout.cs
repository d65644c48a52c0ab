using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Torch.Training;

/// <summary>What a candidate is worth: its label is added, and margin sampling goes on from there.</summary>
/// <remarks>All candidates of a state go on under the same deterministic strategy and are scored on the same rows, so that their differences are due to them alone. One per thread.</remarks>
internal sealed class Rollout
{
    private readonly Episode _episode;
    private readonly StrategyPlayer _margin = new(new SignalStrategy("margin", new MarginSignal()));

    public Rollout(ILearnerFactory learner)
    {
        _episode = new Episode(learner);
    }

    /// <summary>Environment steps made so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Mean score over the steps after a candidate is labelled, its own included.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="labelled">Pool rows labelled so far.</param>
    /// <param name="candidate">Pool row that is tried.</param>
    /// <param name="steps">Queries under margin sampling after it.</param>
    /// <param name="smoothing">Weight of the mean probability of the true class in the score.</param>
    public double Value(LearningProblem problem, ReadOnlySpan<int> labelled, int candidate, int steps, double smoothing)
    {
        var branch = new LearningProblem(
            problem.Data, problem.Pool, problem.PoolLabels, problem.PoolRows, problem.Test, problem.TestLabels, [.. labelled, candidate]);
        _episode.Begin(branch, Math.Max(1, steps), seed: 0);
        Steps++;
        double sum = _episode.Score(smoothing);
        int made = 0;
        for (; made < steps && !_episode.Pool.Candidates.IsEmpty; made++)
        {
            _margin.Take(_episode);
            _episode.Label();
            sum += _episode.Score(smoothing);
        }
        Steps += made;
        return sum / (made + 1);
    }
}
