namespace RlQuery.Annotators.Joining;

/// <summary>Makes one label of the answers of several annotators.</summary>
public interface IAnswerJoin
{
    /// <summary>Joins the answers of all rows, which together may say how far an annotator is to be believed.</summary>
    /// <param name="answers">Class of each row by each annotator, [rows][annotators]; null where there is no answer.</param>
    /// <param name="given">The true class of each row; null where it is not known.</param>
    /// <param name="classes">Number of classes.</param>
    JoinedAnswers Join(IReadOnlyList<IReadOnlyList<int?>> answers, IReadOnlyList<int?> given, int classes);
}
