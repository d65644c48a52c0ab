using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks by random variable uncertainty of the margin, but only in a crowd: at the new nearest neighbour of one of the latest hundred.</summary>
/// <remarks>
/// Source: D. Ienco, I. Žliobaitė and B. Pfahringer, "High Density-Focused Uncertainty Sampling for Active Learning over Evolving Stream Data" (2014), section
/// 4. Its budget is what the rate allows of all items so far.
/// </remarks>
internal sealed class DensityAsker(StreamSetting setting) : StreamAsker
{
    private const int Window = 100;

    private readonly VariableThreshold _threshold = new();
    private readonly Pcg64 _draws = new(setting.Seed, "density");
    private readonly float[] _latest = new float[Window * setting.Features];
    private readonly double[] _nearest = new double[Window];
    private long _items;
    private long _asked;

    public override bool Ask(StreamMoment moment)
    {
        bool isCrowded = Join(moment.Features);
        bool asked = isCrowded && _asked < setting.Rate * _items && _threshold.Pass(moment.Margin, 1 + _draws.NextGaussian());
        _asked += asked ? 1 : 0;
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        _threshold.Exchange(state);
        state.Draws(_draws);
        state.Numbers(_latest);
        state.Numbers(_nearest);
        state.Number(ref _items);
        state.Number(ref _asked);
    }

    // Adds an item to the window, and says whether it is nearer to one of the others than all before it.
    private bool Join(ReadOnlySpan<float> item)
    {
        int count = (int)Math.Min(_items, Window);
        double own = double.PositiveInfinity;
        bool isNearest = false;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> other = _latest.AsSpan(i * item.Length, item.Length);
            double distance = 0;
            for (int j = 0; j < item.Length; j++)
            {
                double difference = item[j] - other[j];
                distance += difference * difference;
            }
            own = Math.Min(own, distance);
            if (distance < _nearest[i])
            {
                _nearest[i] = distance;
                isNearest = true;
            }
        }
        int place = (int)(_items++ % Window);
        item.CopyTo(_latest.AsSpan(place * item.Length));
        _nearest[place] = own;
        return isNearest;
    }
}
