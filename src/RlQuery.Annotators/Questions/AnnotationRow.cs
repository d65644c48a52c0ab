namespace RlQuery.Annotators.Questions;

/// <summary>A row that annotators are asked for.</summary>
/// <param name="Row">Its number in the table, from 0.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Given">Class that the table says it has, which is kept from the annotators; null for a row to label.</param>
public sealed record AnnotationRow(int Row, AnnotationQuestion Question, int? Given);
