namespace RlQuery.Core.Signals.Context;

/// <content>Items that are pairs of rows.</content>
public sealed partial class SignalContext
{
    private readonly PairState _pairs = new();

    /// <summary>What the answers say of the rows.</summary>
    /// <exception cref="InvalidOperationException">The items are not pairs.</exception>
    internal PairState Pairs
    {
        get
        {
            _pairs.Update(this);
            return _pairs;
        }
    }
}
