namespace RlQuery.Core.Policies;

/// <summary>
/// Scores candidates by a sum over signals whose weights depend on the state: score(c) = sum_j z_j(c) (W_j0 + sum_k W_jk s_k), with z_j the signal
/// standardised over the shortlist and s_k the normalised state value, held within ±3.
/// </summary>
/// <remarks>
/// It has few weights, and each can be interpreted: how much a signal speaks for a candidate, and how that changes with the state. Pooled means and deviations
/// of the context are not used. A signal that hardly varies within the shortlist is ignored. Allocates nothing per call.
/// </remarks>
internal sealed class GatedLinearNetwork : IScoringNetwork
{
    /// <summary>State values are held within ± this.</summary>
    internal const float StateBound = 3;

    private readonly float[] _weights;
    private readonly ShortlistScale _scale;
    private readonly double[] _slopes;

    /// <summary>Takes weights out of a file.</summary>
    /// <param name="shape">Sizes of the network, without hidden layers.</param>
    /// <param name="file">Holds <see cref="NetworkShape.GateName"/>.</param>
    /// <param name="prefix">Prefix of that name, such as <c>members.0.</c> for one of an ensemble.</param>
    /// <exception cref="InvalidInputException">The tensor is missing or has another shape.</exception>
    public GatedLinearNetwork(NetworkShape shape, TensorFile file, string prefix = "")
        : this(shape)
    {
        Load(file.Float32(prefix + NetworkShape.GateName, shape.Signals, 1 + shape.StateValues));
    }

    /// <summary>Makes a network whose weights are zero until <see cref="Load"/>.</summary>
    /// <param name="shape">Sizes of the network, without hidden layers.</param>
    public GatedLinearNetwork(NetworkShape shape)
        : this(shape, new float[shape.Signals * (1 + shape.StateValues)])
    {
    }

    private GatedLinearNetwork(NetworkShape shape, float[] weights)
    {
        Shape = shape;
        _weights = weights;
        _scale = new ShortlistScale(shape.Signals);
        _slopes = new double[shape.Signals];
    }

    /// <inheritdoc/>
    public NetworkShape Shape { get; }

    /// <inheritdoc/>
    public IScoringNetwork Clone() => new GatedLinearNetwork(Shape, _weights);

    /// <summary>Loads other weights, also into the clones. No scoring may be in progress.</summary>
    /// <param name="weights">Row-major [F x (1 + G)].</param>
    public void Load(ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, _weights.Length, nameof(weights));
        weights.CopyTo(_weights);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores) => ScoreBeside(candidates, candidates, context, scores);

    /// <inheritdoc/>
    public void ScoreBeside(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores)
    {
        int signals = Shape.Signals;
        Shape.RequireSizes(shortlist, candidates, context, scores);
        _scale.Measure(shortlist);
        Gate(context);
        ReadOnlySpan<double> means = _scale.Means;
        for (int i = 0; i < scores.Length; i++)
        {
            ReadOnlySpan<float> row = candidates.Slice(i * signals, signals);
            double score = 0;
            for (int j = 0; j < row.Length; j++)
            {
                score += _slopes[j] * (row[j] - means[j]);
            }
            scores[i] = (float)score;
        }
    }

    /// <summary>A state value within its bounds.</summary>
    internal static float Bounded(float value) => Math.Clamp(value, -StateBound, StateBound);

    /// <summary>Writes the state values at the beginning of a context within their bounds.</summary>
    internal static void Bound(ReadOnlySpan<float> context, Span<float> state)
    {
        for (int k = 0; k < state.Length; k++)
        {
            state[k] = Bounded(context[k]);
        }
    }

    private void Gate(ReadOnlySpan<float> context)
    {
        int state = Shape.StateValues;
        for (int j = 0; j < Shape.Signals; j++)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan(j * (1 + state), 1 + state);
            double weight = weights[0];
            for (int k = 0; k < state; k++)
            {
                weight += (double)weights[1 + k] * Bounded(context[k]);
            }
            _slopes[j] = _scale.Scales[j] * weight;
        }
    }
}
