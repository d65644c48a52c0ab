namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks where the margin is among the smallest of the latest hundred, by as large a share as the rate; it balances what is saved.</summary>
/// <remarks>
/// Source: D. Kottke, G. Krempl and M. Spiliopoulou, "Probabilistic Active Learning in Datastreams" (2015), section 3.2, the balanced incremental quantile
/// filter, with its windows of 100 and 50. The usefulness that it filters is 1 - margin.
/// </remarks>
internal sealed class QuantileFilterAsker(StreamSetting setting) : StreamAsker
{
    /// <summary>By how many labels the balance may be off, about.</summary>
    public const int Tolerance = 50;

    private const int Window = 100;

    private readonly SortedWindow _window = new(Window);
    private long _items;
    private long _asked;

    public override bool Ask(StreamMoment moment)
    {
        double usefulness = 1 - moment.Margin;
        _items++;
        _window.Add(usefulness);
        double saved = (setting.Rate * _items) - _asked;
        double threshold = _window.Quantile(1 - setting.Rate) - (_window.Range * saved / Tolerance);
        // Where all values are the same, the threshold cannot hold a balance.
        bool asked = usefulness >= threshold && saved > -Tolerance;
        _asked += asked ? 1 : 0;
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        _window.Exchange(state);
        state.Number(ref _items);
        state.Number(ref _asked);
    }
}
