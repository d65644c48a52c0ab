namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks at even distances: as soon as the labels asked for fall short of the rate.</summary>
/// <remarks>Source: A. Bifet and others, "Machine Learning for Data Streams with Practical Examples in MOA" (2018), section 9.7; here for any rate.</remarks>
internal sealed class PeriodicAsker(StreamSetting setting) : StreamAsker
{
    private long _items;
    private long _asked;

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _asked < setting.Rate * ++_items;
        _asked += asked ? 1 : 0;
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        state.Number(ref _items);
        state.Number(ref _asked);
    }
}
