namespace RlQuery.Core.Streams.Policies;

/// <summary>How near an item is to the latest of others, against the usual.</summary>
internal sealed class Neighbourhood(int features)
{
    private const int Size = 32;

    // Share of the usual distance that is kept at each item.
    private const double Kept = 0.99;

    private readonly float[] _latest = new float[Size * features];
    private long _added;
    private double _usual;

    /// <summary>(usual - distance) / (usual + distance), in [-1, 1]: 0 where nothing is known.</summary>
    /// <param name="item">Standardised features.</param>
    /// <param name="mean">Whether the mean distance to the others counts, or that to the nearest.</param>
    public double Nearness(ReadOnlySpan<float> item, bool mean)
    {
        int count = (int)Math.Min(_added, Size);
        if (count == 0)
        {
            return 0;
        }
        double nearest = double.PositiveInfinity;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> other = _latest.AsSpan(i * features, features);
            float squares = 0;
            for (int j = 0; j < other.Length; j++)
            {
                float difference = item[j] - other[j];
                squares += difference * difference;
            }
            double distance = Math.Sqrt(squares);
            nearest = Math.Min(nearest, distance);
            sum += distance;
        }
        double own = mean ? sum / count : nearest;
        _usual = _usual == 0 ? own : (Kept * _usual) + ((1 - Kept) * own);
        return _usual + own > 0 ? (_usual - own) / (_usual + own) : 0;
    }

    /// <summary>Adds an item; the oldest leaves.</summary>
    public void Add(ReadOnlySpan<float> item) => item.CopyTo(_latest.AsSpan((int)(_added++ % Size) * features));

    public void Exchange(StreamState state)
    {
        state.Number(ref _added);
        state.Number(ref _usual);
        state.Numbers(_latest);
    }
}
