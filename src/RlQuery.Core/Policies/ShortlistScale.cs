namespace RlQuery.Core.Policies;

/// <summary>Mean and scale of each signal over the candidates of a shortlist, by which a gated network standardises them.</summary>
/// <remarks>A signal that hardly varies within the shortlist has scale 0, so that it is ignored.</remarks>
/// <param name="signals">Signals per candidate, F.</param>
internal sealed class ShortlistScale(int signals)
{
    /// <summary>In standard deviations of the training episodes: anything smaller is rounding error of equal values.</summary>
    public const double SmallestDeviation = 1e-6;

    private readonly double[] _means = new double[signals];
    private readonly double[] _scales = new double[signals];

    /// <summary>Mean of each signal [F].</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>1 / standard deviation of each signal, or 0 [F].</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>Measures a shortlist.</summary>
    /// <param name="shortlist">Normalised signals, row-major [N x F].</param>
    public void Measure(ReadOnlySpan<float> shortlist)
    {
        int count = shortlist.Length / signals;
        Array.Clear(_means);
        Array.Clear(_scales);
        for (int start = 0; start < shortlist.Length; start += signals)
        {
            for (int j = 0; j < signals; j++)
            {
                _means[j] += shortlist[start + j];
            }
        }
        for (int j = 0; j < signals; j++)
        {
            _means[j] /= count;
        }
        for (int start = 0; start < shortlist.Length; start += signals)
        {
            for (int j = 0; j < signals; j++)
            {
                double difference = shortlist[start + j] - _means[j];
                _scales[j] += difference * difference;
            }
        }
        for (int j = 0; j < signals; j++)
        {
            double deviation = Math.Sqrt(_scales[j] / count);
            _scales[j] = deviation > SmallestDeviation ? 1 / deviation : 0;
        }
    }

    /// <summary>Standardises candidates by the shortlist that was measured last.</summary>
    /// <param name="rows">Normalised signals, row-major [M x F]; become standardised ones.</param>
    public void Standardise(Span<float> rows)
    {
        for (int start = 0; start < rows.Length; start += signals)
        {
            for (int j = 0; j < signals; j++)
            {
                rows[start + j] = (float)((rows[start + j] - _means[j]) * _scales[j]);
            }
        }
    }
}
