namespace RlQuery.Torch.Sequences;

/// <summary>Sizes of a <see cref="TransformerNetwork"/>, and how it is trained.</summary>
internal sealed record TransformerOptions
{
    /// <summary>Numbers that stand for a token; a multiple of <see cref="Heads"/>, and even.</summary>
    /// <value>Default 64.</value>
    public int Width { get; init; } = 64;

    /// <summary>Layers of the encoder, and of the decoder.</summary>
    /// <value>Default 2.</value>
    public int Layers { get; init; } = 2;

    /// <summary>Heads of each attention.</summary>
    /// <value>Default 4.</value>
    public int Heads { get; init; } = 4;

    /// <summary>Width of the hidden layer between attentions.</summary>
    /// <value>Default 256.</value>
    public int Inner { get; init; } = 256;

    /// <summary>Share of values that training leaves out, in [0, 1).</summary>
    /// <value>Default 0.1.</value>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Probability that the loss gives to all tokens alike, in [0, 1).</summary>
    /// <value>Default 0.1.</value>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Largest step size of Adam: it rises over the first tenth of the steps, and falls to 0 from there on.</summary>
    /// <value>Default 0.003.</value>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Pairs in each step.</summary>
    /// <value>Default 32.</value>
    public int BatchPairs { get; init; } = 32;

    /// <summary>Passes over the pairs in a fit.</summary>
    /// <value>Default 10.</value>
    public int Epochs { get; init; } = 10;

    /// <summary>The fewest steps of a fit: few pairs are gone over more often.</summary>
    /// <value>Default 400.</value>
    public int LeastSteps { get; init; } = 400;

    /// <summary>The most pairs of tokens that the vocabulary joins.</summary>
    /// <value>Default 1000.</value>
    public int Joins { get; init; } = 1000;

    /// <summary>Hypotheses that the search keeps.</summary>
    /// <value>Default 4.</value>
    public int Beam { get; init; } = 4;

    /// <summary>The most tokens of a text that are read or written.</summary>
    /// <value>Default 256.</value>
    public int MostTokens { get; init; } = 256;
}
