namespace RlQuery.Annotators;

/// <summary>A question: the cells of a row and some labelled examples, as one JSON object.</summary>
/// <param name="Content">The object. Two rows with the same content are one question.</param>
public sealed record AnnotationQuestion(string Content);
