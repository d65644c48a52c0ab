namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>A labelled row that is shown beside the question.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Label">Its label.</param>
/// <param name="Distance">Euclidean distance to the row in question, in standardised features.</param>
public sealed record TaskExample(int Row, string Label, double Distance);
