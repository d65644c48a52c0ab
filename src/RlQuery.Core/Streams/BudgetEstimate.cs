namespace RlQuery.Core.Streams;

/// <summary>How much of the budget was spent lately: an estimate that forgets.</summary>
/// <remarks>
/// Source: I. Žliobaitė, A. Bifet, B. Pfahringer and G. Holmes, "Active Learning With Drifting Streaming Data", IEEE TNNLS 25 (2014), section II-B:
/// u_t = u_(t-1) (w - 1)/w + labelling_t, and the budget is left while u/w is below the rate. Then at most (w + t)(rate + 1/w) of t items are asked for. The
/// window w of the paper is 100. Ours is longer for a rate below 10 %, so that a label is never worth more than a tenth of the budget.
/// </remarks>
internal sealed class BudgetEstimate
{
    private const int ShortestWindow = 100;

    private readonly double _rate;
    private readonly int _window;
    private double _spent;

    /// <param name="rate">Share of the items whose label may be asked for.</param>
    public BudgetEstimate(double rate)
    {
        _rate = rate;
        _window = WindowOf(rate);
    }

    /// <summary>Whether a label may be asked for.</summary>
    public bool IsLeft => _spent / _window < _rate || _rate >= 1;

    /// <summary>Share of the budget that is left, at most 1; below 0 where it is overdrawn.</summary>
    public double Left => 1 - (_spent / (_window * _rate));

    /// <summary>The most labels among so many items.</summary>
    public static double Most(double rate, long items) =>
        rate >= 1 ? items : Math.Min(items, (WindowOf(rate) + items) * (rate + (1.0 / WindowOf(rate))));

    /// <summary>Counts an item.</summary>
    /// <param name="asked">Whether its label was asked for.</param>
    public void Count(bool asked) => _spent = (_spent * (_window - 1) / _window) + (asked ? 1 : 0);

    public void Exchange(StreamState state) => state.Number(ref _spent);

    private static int WindowOf(double rate) => Math.Max(ShortestWindow, (int)Math.Ceiling(10 / rate));
}
