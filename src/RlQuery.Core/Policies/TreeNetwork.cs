namespace RlQuery.Core.Policies;

/// <summary>Scores candidates by a <see cref="ScoringTree"/>. All of a leaf have one score; of these, the first of the shortlist is chosen.</summary>
/// <remarks>Pooled means and deviations of the context are not used. Allocates nothing per call once its buffer is large enough.</remarks>
internal sealed class TreeNetwork : IScoringNetwork
{
    private readonly ScoringTree _tree;
    private readonly ShortlistScale _scale;
    private readonly float[] _state;
    private float[] _rows = [];

    /// <summary>Takes a tree out of a file.</summary>
    /// <param name="shape">Number of inputs and leaves.</param>
    /// <param name="file">Holds the tensors of <see cref="ScoringTree"/>.</param>
    /// <param name="prefix">Prefix of their names, such as <c>members.0.</c> for one of an ensemble.</param>
    /// <exception cref="InvalidInputException">A tensor is missing, has another shape, or makes no tree.</exception>
    public TreeNetwork(NetworkShape shape, TensorFile file, string prefix = "")
        : this(shape, ScoringTree.Read(shape, file, prefix))
    {
    }

    /// <summary>Makes a network of a tree.</summary>
    /// <param name="shape">Number of inputs and leaves.</param>
    /// <param name="tree">A tree of that shape.</param>
    public TreeNetwork(NetworkShape shape, ScoringTree tree)
    {
        Shape = shape;
        _tree = tree;
        _scale = new ShortlistScale(shape.Signals);
        _state = new float[shape.StateValues];
    }

    /// <inheritdoc/>
    public NetworkShape Shape { get; }

    /// <inheritdoc/>
    public IScoringNetwork Clone() => new TreeNetwork(Shape, _tree);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores) => ScoreBeside(candidates, candidates, context, scores);

    /// <inheritdoc/>
    public void ScoreBeside(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores)
    {
        int signals = Shape.Signals;
        if (candidates.Length != scores.Length * signals || context.Length != Shape.Context || shortlist.IsEmpty || shortlist.Length % signals != 0)
        {
            throw new ArgumentException(
                $"{candidates.Length} signals beside {shortlist.Length} and {context.Length} context values for {scores.Length} scores; "
                + $"needs {scores.Length} x {signals}, a multiple of {signals}, and {Shape.Context}",
                nameof(candidates));
        }
        if (_rows.Length < candidates.Length)
        {
            _rows = new float[candidates.Length];
        }
        Span<float> rows = _rows.AsSpan(0, candidates.Length);
        candidates.CopyTo(rows);
        _scale.Measure(shortlist);
        _scale.Standardise(rows);
        GatedLinearNetwork.Bound(context, _state);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = _tree.Score(rows.Slice(i * signals, signals), _state);
        }
    }
}
