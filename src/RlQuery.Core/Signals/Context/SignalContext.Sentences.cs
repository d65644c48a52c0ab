namespace RlQuery.Core.Signals.Context;

/// <content>Texts that are asked for and predicted, and what they cost.</content>
public sealed partial class SignalContext
{
    private double _paid;
    private double _pendingPaid;
    private SentenceView? _sentences;

    /// <summary>How sure the learner is of the texts that it would predict.</summary>
    /// <exception cref="InvalidOperationException">The answers are no texts.</exception>
    public SentenceView Sentences => Pool.Space.IsText
        ? _sentences ??= new SentenceView(this) : throw new InvalidOperationException("no texts are answered here");

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

    private void StartSentences() => (_paid, _pendingPaid) = (0, 0);

    private void ReturnSentences() => _pendingPaid = 0;

    private void ForgetScores() => _sentences?.Forget();
}
