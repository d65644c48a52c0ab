namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>Tasks, the best first, and what they rest on.</summary>
/// <param name="Tasks">By falling <see cref="AnnotationTask.Rate"/>; in the order of choice where no gain is known.</param>
/// <param name="Notes">In words: what probabilities, difficulty and time rest on.</param>
public sealed record AnnotationTaskList(IReadOnlyList<AnnotationTask> Tasks, IReadOnlyList<string> Notes);
