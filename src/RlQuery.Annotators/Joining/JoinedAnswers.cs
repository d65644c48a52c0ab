namespace RlQuery.Annotators.Joining;

/// <summary>What the answers of several annotators come to.</summary>
/// <param name="Labels">Class of each row; null where none is to be had.</param>
public sealed record JoinedAnswers(IReadOnlyList<int?> Labels)
{
    /// <summary>Name of the column of probabilities in files.</summary>
    public const string Column = "probability";

    /// <summary>The probability that each label is right; null for a row without one.</summary>
    /// <value>Default: null; the join knows none.</value>
    public IReadOnlyList<double?>? Probabilities { get; init; }

    /// <summary>The probability that each annotator is right, over the classes as often as they occur.</summary>
    /// <value>Default: null; the join knows none.</value>
    public IReadOnlyList<double>? Credibility { get; init; }
}
