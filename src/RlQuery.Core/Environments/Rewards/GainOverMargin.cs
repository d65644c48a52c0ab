using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Environments;

/// <summary>The gain minus that of margin sampling from the same start: same split, same start labels, same number of labels.</summary>
/// <remarks>The paired run takes out most of what is due to the data set and the split, so the return is what the agent adds to margin.</remarks>
public sealed class GainOverMargin : IReward
{
    private readonly Episode _twin;
    private readonly SignalStrategy _margin = new("margin", new MarginSignal());
    private readonly ObservationBuilder _builder;
    private double[] _curve = [];
    private float[] _scores = [];
    private int _previous;

    /// <summary>Makes the reward with a run of its own.</summary>
    /// <param name="learner">The learner of the environment.</param>
    public GainOverMargin(ILearnerFactory learner)
    {
        _twin = new Episode(learner);
        _builder = new ObservationBuilder(_margin.Schema);
    }

    /// <inheritdoc/>
    public void Begin(LearningProblem problem, EpisodeOptions options, ulong seed, double score)
    {
        if (_curve.Length <= options.Budget)
        {
            _curve = new double[options.Budget + 1];
        }
        _twin.Begin(problem, options.Budget, seed);
        _curve[0] = score;
        _previous = 0;
        if (_scores.Length < problem.Pool.Rows)
        {
            _scores = new float[problem.Pool.Rows];
        }
        for (int query = 1; query <= options.Budget && !_twin.Pool.Candidates.IsEmpty; query++)
        {
            Observation observation = _twin.Observe(_builder);
            Span<float> scores = _scores.AsSpan(0, observation.Count);
            _margin.Score(observation, scores);
            _twin.Take(observation.Rows[QueryChoice.Best(scores, observation.Rows)]);
            bool batchEnds = query % options.BatchSize == 0 || query == options.Budget || _twin.Pool.Candidates.IsEmpty;
            if (batchEnds)
            {
                _twin.Label();
            }
            _curve[query] = batchEnds ? _twin.Score(options.Smoothing) : _curve[query - 1];
        }
    }

    /// <inheritdoc/>
    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = false;
        double gained = after - before;
        double paired = _curve[queries] - _curve[_previous];
        _previous = queries;
        return gained - paired;
    }

}
