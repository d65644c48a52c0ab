using RlQuery.Core.Learners;

namespace RlQuery.Core.Signals.Context;

/// <summary>How sure a learner of texts is of what it would predict of the unlabelled items. Computed at most once per fit, and only on demand.</summary>
public sealed class SentenceView
{
    private readonly SignalContext _context;
    private double[] _scores = [];
    private double[] _variances = [];
    private bool _scoresKnown;
    private bool _variancesKnown;

    /// <summary>Makes a view.</summary>
    /// <param name="context">The state of the episode.</param>
    internal SentenceView(SignalContext context) => _context = context;

    private delegate void Score(ISentenceScores learner, ReadOnlySpan<int> rows, Span<double> values);

    /// <summary>
    /// Log-probability of the best text of every unlabelled item, divided by its number of tokens: in nats, at most 0; negative infinity where nothing can be
    /// predicted, and for every item of a learner that has no <see cref="ISentenceScores"/>.
    /// </summary>
    public ReadOnlySpan<double> Scores
    {
        get
        {
            if (!_scoresKnown)
            {
                Compute(ref _scores, double.NegativeInfinity, (learner, rows, values) => learner.ScoreSentences(_context.Items.Features, rows, values));
                _scoresKnown = true;
            }
            return _scores.AsSpan(0, _context.Items.Count);
        }
    }

    /// <summary>Variance of <see cref="Scores"/> between models of a committee; 0 for every item of a learner that has none.</summary>
    public ReadOnlySpan<double> Variances
    {
        get
        {
            if (!_variancesKnown)
            {
                Compute(ref _variances, 0, (learner, rows, values) => learner.ScoreVariances(_context.Items.Features, rows, values));
                _variancesKnown = true;
            }
            return _variances.AsSpan(0, _context.Items.Count);
        }
    }

    /// <summary>Forgets what followed from the fit before.</summary>
    internal void Forget() => _scoresKnown = _variancesKnown = false;

    private void Compute(ref double[] all, double none, Score score)
    {
        if (all.Length < _context.Items.Count)
        {
            all = new double[_context.Items.Count];
        }
        Array.Fill(all, none);
        if (_context.Learner is not ISentenceScores learner)
        {
            return;
        }
        // Items that are taken for the batch may be candidates again.
        int[] rows = [.. _context.Pool.Candidates, .. _context.Pool.Pending];
        double[] values = new double[rows.Length];
        score(learner, rows, values);
        for (int i = 0; i < rows.Length; i++)
        {
            all[rows[i]] = values[i];
        }
    }
}
