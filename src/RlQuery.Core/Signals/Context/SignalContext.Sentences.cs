namespace RlQuery.Core.Signals.Context;

/// <content>Texts that are asked for and predicted, and what they cost.</content>
public sealed partial class SignalContext
{
    private double _paid;
    private double _pendingPaid;
    private SentenceView? _sentences;
    private SentenceNGrams? _runs;
    private bool _runsStarted;

    /// <summary>How sure the learner is of the texts that it would predict.</summary>
    /// <exception cref="InvalidOperationException">The answers are no texts.</exception>
    public SentenceView Sentences => Pool.Space.IsText
        ? _sentences ??= new SentenceView(this) : throw new InvalidOperationException("no texts are answered here");

    /// <summary>The runs of words of the items' texts.</summary>
    /// <exception cref="InvalidOperationException">The answers are no texts.</exception>
    internal SentenceNGrams NGrams
    {
        get
        {
            if (!Pool.Space.IsText || Items.Texts is null)
            {
                throw new InvalidOperationException("items have no texts here");
            }
            _runs ??= new SentenceNGrams();
            if (!_runsStarted)
            {
                _runs.Start(Items);
                _runsStarted = true;
            }
            _runs.Update(Pool);
            return _runs;
        }
    }

    /// <summary>Notes what the answer of the item that was taken last costs.</summary>
    /// <param name="cost">In the unit of the budget; at least 0.</param>
    public void Pay(double cost) => _pendingPaid += cost;

    /// <summary>Ends the start: what its answers cost is no part of the budget.</summary>
    internal void EndStart()
    {
        Pool.EndStart();
        _paid = 0;
    }

    private void PayPending() => (_paid, _pendingPaid) = (_paid + _pendingPaid, 0);

    private void StartSentences() => (_paid, _pendingPaid, _runsStarted) = (0, 0, false);

    private void ReturnSentences() => (_pendingPaid, _runsStarted) = (0, false);

    private void ForgetScores() => _sentences?.Forget();
}
