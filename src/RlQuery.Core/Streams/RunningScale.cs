namespace RlQuery.Core.Streams;

/// <summary>Standardises features by the mean and deviation of all items so far, which need no label.</summary>
/// <remarks>Source: B.P. Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4 (1962).</remarks>
internal sealed class RunningScale(int features)
{
    // What is far outside of all that came before says no more than that.
    private const double Bound = 10;

    private readonly double[] _means = new double[features];
    private readonly double[] _squares = new double[features];
    private long _count;

    /// <summary>Takes an item into account.</summary>
    public void Add(ReadOnlySpan<float> item)
    {
        _count++;
        for (int j = 0; j < _means.Length; j++)
        {
            double difference = item[j] - _means[j];
            _means[j] += difference / _count;
            _squares[j] += difference * (item[j] - _means[j]);
        }
    }

    /// <summary>Standardises an item; a feature that has not varied yet becomes 0.</summary>
    public void Apply(ReadOnlySpan<float> item, Span<float> standardised)
    {
        for (int j = 0; j < _means.Length; j++)
        {
            double deviation = Math.Sqrt(_squares[j] / _count);
            standardised[j] = deviation > 0 ? (float)Math.Clamp((item[j] - _means[j]) / deviation, -Bound, Bound) : 0;
        }
    }

    public void Exchange(StreamState state)
    {
        state.Number(ref _count);
        state.Numbers(_means);
        state.Numbers(_squares);
    }
}
