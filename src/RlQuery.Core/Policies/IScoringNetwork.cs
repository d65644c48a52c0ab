namespace RlQuery.Core.Policies;

/// <summary>Scores the candidates of a shortlist, in one of the forms that a <see cref="NetworkShape"/> describes.</summary>
/// <remarks>Serves one thread at a time; <see cref="Clone"/> shares the weights and costs little.</remarks>
public interface IScoringNetwork
{
    /// <summary>Sizes of the network.</summary>
    NetworkShape Shape { get; }

    /// <summary>The same network for another thread.</summary>
    IScoringNetwork Clone();

    /// <summary>Scores the candidates of a shortlist.</summary>
    /// <param name="candidates">Normalised signals of the whole shortlist, row-major [N x F].</param>
    /// <param name="context">Normalised context [C].</param>
    /// <param name="scores">Receives N scores.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    void Score(ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores);

    /// <summary>Scores other candidates as if each took the place of one of the shortlist.</summary>
    /// <param name="shortlist">Normalised signals of the shortlist, row-major [N x F].</param>
    /// <param name="candidates">Normalised signals of the others, row-major [M x F].</param>
    /// <param name="context">Normalised context [C].</param>
    /// <param name="scores">Receives M scores, on the scale of those of the shortlist.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    void ScoreBeside(ReadOnlySpan<float> shortlist, ReadOnlySpan<float> candidates, ReadOnlySpan<float> context, Span<float> scores);

    /// <summary>Reads the weights of a shape from a file.</summary>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="file">Holds the tensors by the names of <see cref="NetworkShape"/>.</param>
    /// <param name="prefix">Prefix of those names, such as <c>members.0.</c> for one of an ensemble.</param>
    /// <exception cref="InvalidInputException">A tensor is missing or has another shape, or a tree is damaged.</exception>
    static IScoringNetwork Create(NetworkShape shape, TensorFile file, string prefix = "") =>
        shape.Tree ? new TreeNetwork(shape, file, prefix)
        : shape.GatedLinear ? new GatedLinearNetwork(shape, file, prefix)
        : shape.Gated ? new GatedNetwork(shape, file, prefix)
        : new ScoringNetwork(shape, file, prefix);
}
