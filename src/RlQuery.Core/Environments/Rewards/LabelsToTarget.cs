using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>-1 per query until the score reaches a share of the score with the whole pool labelled; then the episode ends.</summary>
/// <remarks>
/// Source: Konyushkova, Sznitman and Fua, "Discovering General-Purpose Active Learning Strategies" (2018), section 3.2, with a share of 0.98.
/// </remarks>
public sealed class LabelsToTarget : IReward
{
    private readonly Episode _whole;
    private readonly double _share;
    private double _target;
    private int _queries;

    /// <summary>Makes the reward.</summary>
    /// <param name="learner">The learner of the environment.</param>
    /// <param name="share">Share of the full-pool score that is the target, in (0, 1].</param>
    public LabelsToTarget(ILearnerFactory learner, double share)
    {
        _whole = new Episode(learner);
        _share = share;
    }

    /// <inheritdoc/>
    public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score)
    {
        _whole.Begin(problem, problem.Items.Count, seed);
        while (!_whole.Pool.Candidates.IsEmpty)
        {
            _whole.Take(_whole.Pool.Candidates[^1]);
        }
        _whole.Label();
        _target = _share * _whole.Score(options.Smoothing, options.Metric);
        _queries = 0;
    }

    /// <inheritdoc/>
    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = after >= _target;
        int made = queries - _queries;
        _queries = queries;
        return -made;
    }
}
