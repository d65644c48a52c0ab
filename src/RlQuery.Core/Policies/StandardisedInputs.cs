namespace RlQuery.Core.Policies;

/// <summary>What gated networks with hidden layers and trees see: signals standardised over the shortlist, and state values within their bounds.</summary>
/// <remarks>Allocates nothing per call once its buffer is large enough.</remarks>
/// <param name="shape">Number of signals and state values.</param>
internal sealed class StandardisedInputs(NetworkShape shape)
{
    private readonly ShortlistScale _scale = new(shape.Signals);
    private readonly float[] _state = new float[shape.StateValues];
    private float[] _rows = [];

    /// <summary>The state values that were taken last [G].</summary>
    public ReadOnlySpan<float> State => _state;

    /// <summary>Takes candidates and the state.</summary>
    /// <param name="shortlist">Normalised signals of the shortlist, row-major [N x F].</param>
    /// <param name="candidates">Normalised signals, row-major [M x F].</param>
    /// <param name="context">Normalised context, which begins with the state values.</param>
    /// <returns>Standardised signals of the candidates [M x F], until the next call.</returns>
    public ReadOnlySpan<float> Take(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context)
    {
        if (_rows.Length < candidates.Length)
        {
            _rows = new float[candidates.Length];
        }
        Span<float> rows = _rows.AsSpan(0, candidates.Length);
        candidates.CopyTo(rows);
        _scale.Measure(shortlist);
        _scale.Standardise(rows);
        GatedLinearNetwork.Bound(context, _state);
        return rows;
    }
}
