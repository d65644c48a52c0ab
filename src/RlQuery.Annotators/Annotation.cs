namespace RlQuery.Annotators;

/// <summary>What an annotator said to a question.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Class">Index of the class; null unless <see cref="AnnotationOutcome.Answered"/>.</param>
public sealed record Annotation(AnnotationOutcome Outcome, int? Class);
