namespace RlQuery.Annotators.Joining;

/// <summary>Makes one label of the answers of several annotators.</summary>
public interface IAnswerJoin
{
    /// <summary>Joins the answers of all rows, which together may say how far an annotator is to be believed.</summary>
    /// <param name="answers">Class of each row by each annotator, [rows][annotators]; null where there is no answer.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>Class of each row; null where none is to be had.</returns>
    IReadOnlyList<int?> Join(IReadOnlyList<IReadOnlyList<int?>> answers, int classes);
}
