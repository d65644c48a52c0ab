using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling;

/// <summary>A row that is asked for, and why.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Reason">Why it is asked for, in words; clauses between semicolons, without a full stop.</param>
/// <param name="Judgement">
/// Uncertainty and difficulty of the row; <see cref="RowJudgement.None"/> where the learner is not to say, or does not know yet.
/// </param>
/// <param name="Expected">What the learner expects its answer to be; null where it is not to say, or does not know yet.</param>
public sealed record Question(int Row, string Reason, RowJudgement Judgement, Expectation? Expected);
