namespace RlQuery.Core.Policies;

/// <summary>Scores candidates by a gated linear network plus a perceptron, which sees the standardised signals and the bounded state values.</summary>
/// <remarks>
/// The perceptron starts at zero in training, so that the first policy is a heuristic, and what it adds is what the linear part cannot say. As in the residual
/// policies of Silver, Allen, Tenenbaum and Kaelbling, "Residual Policy Learning" (2018), section 3.
/// </remarks>
internal sealed class GatedNetwork : IScoringNetwork
{
    private readonly GatedLinearNetwork _linear;
    private readonly ScoringNetwork _residual;
    private readonly StandardisedInputs _inputs;
    private float[] _added = [];

    /// <summary>Takes weights out of a file.</summary>
    /// <param name="shape">Sizes of the network, gated and with hidden layers.</param>
    /// <param name="file">Holds the tensors by the names of <see cref="NetworkShape"/>.</param>
    /// <param name="prefix">Prefix of those names, such as <c>members.0.</c> for one of an ensemble.</param>
    /// <exception cref="InvalidInputException">A tensor is missing or has another shape.</exception>
    public GatedNetwork(NetworkShape shape, TensorFile file, string prefix = "")
        : this(shape, new GatedLinearNetwork(shape, file, prefix), new ScoringNetwork(ResidualOf(shape), file, prefix))
    {
    }

    private GatedNetwork(NetworkShape shape, GatedLinearNetwork linear, ScoringNetwork residual)
    {
        Shape = shape;
        _linear = linear;
        _residual = residual;
        _inputs = new StandardisedInputs(shape);
    }

    /// <inheritdoc/>
    public NetworkShape Shape { get; }

    /// <summary>Sizes of the perceptron alone: its context is the state values.</summary>
    public static NetworkShape ResidualOf(NetworkShape shape) => new(shape.Signals, shape.StateValues, shape.Hidden);

    /// <inheritdoc/>
    public IScoringNetwork Clone() => new GatedNetwork(Shape, (GatedLinearNetwork)_linear.Clone(), _residual.Clone());

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores) => ScoreBeside(candidates, candidates, context, scores);

    /// <inheritdoc/>
    public void ScoreBeside(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores)
    {
        _linear.ScoreBeside(shortlist, candidates, context, scores);
        if (_added.Length < scores.Length)
        {
            _added = new float[scores.Length];
        }
        Span<float> added = _added.AsSpan(0, scores.Length);
        _residual.Score(_inputs.Take(shortlist, candidates, context), _inputs.State, added);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] += added[i];
        }
    }
}
