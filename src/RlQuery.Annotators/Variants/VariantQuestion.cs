namespace RlQuery.Annotators.Variants;

/// <summary>A question for rows.</summary>
/// <param name="Asked">What the model is asked.</param>
/// <param name="Parent">The row that it is shown.</param>
/// <param name="Count">How many rows it is to write.</param>
internal sealed record VariantQuestion(AnnotationQuestion Asked, int Parent, int Count);
