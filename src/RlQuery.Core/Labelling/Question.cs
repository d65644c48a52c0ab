using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling;

/// <summary>A question: a row, and the reason for it.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Reason">The reason, in words; clauses between semicolons, without a full stop.</param>
/// <param name="Judgement">
/// Uncertainty and difficulty of the row; <see cref="RowJudgement.None"/> if the learner must not say, or does not know yet.
/// </param>
/// <param name="Expected">The learner's prediction; null if the learner must not say, or does not know yet.</param>
public sealed record Question(int Row, string Reason, RowJudgement Judgement, Expectation? Expected)
{
    /// <summary>What could have been asked, the row among it.</summary>
    /// <value>Default: null; nothing else could, or the question was chosen before.</value>
    public ChoiceSet? Among { get; init; }
}
