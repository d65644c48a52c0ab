namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>An answer that the learner suggests.</summary>
/// <param name="Label">Name of a class.</param>
/// <param name="Probability">Its probability, in [0, 1]; those of all suggestions of a row sum to 1.</param>
public sealed record Suggestion(string Label, double Probability);
