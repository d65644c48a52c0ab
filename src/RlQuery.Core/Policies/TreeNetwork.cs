namespace RlQuery.Core.Policies;

/// <summary>Scores candidates by a <see cref="ScoringTree"/>. All of a leaf have one score; of these, the first of the shortlist is chosen.</summary>
/// <remarks>Pooled means and deviations of the context are not used. Allocates nothing per call once its buffer is large enough.</remarks>
internal sealed class TreeNetwork : IScoringNetwork
{
    private readonly ScoringTree _tree;
    private readonly StandardisedInputs _inputs;

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
        _inputs = new StandardisedInputs(shape);
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
        Shape.RequireSizes(shortlist, candidates, context, scores);
        ReadOnlySpan<float> rows = _inputs.Take(shortlist, candidates, context);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = _tree.Score(rows.Slice(i * signals, signals), _inputs.State);
        }
    }
}
