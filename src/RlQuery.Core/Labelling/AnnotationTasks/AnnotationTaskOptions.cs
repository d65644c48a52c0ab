namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>How tasks are made.</summary>
/// <param name="Count">Number of rows, at least 1; all that are open if there are fewer.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
public sealed record AnnotationTaskOptions(int Count, int Budget = 1, ulong Seed = 0)
{
    /// <summary>The question, the same for every row.</summary>
    /// <value>Default: null; it is made of the names of target and classes.</value>
    public string? Question { get; init; }

    /// <summary>Rows that are neither asked for nor shown to the learner.</summary>
    /// <value>Default: none.</value>
    public IReadOnlySet<int> HeldBack { get; init; } = new HashSet<int>();

    /// <summary>Number of threads, at least 1; changes no result.</summary>
    /// <value>Default: 1.</value>
    public int Jobs { get; init; } = 1;
}
